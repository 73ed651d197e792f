package io.vigie.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class InitCommandTest {

  @TempDir Path folder;

  @Test
  void writesAChecklistWithoutProblems() throws Exception {
    var file = folder.resolve("new/shop.yaml");

    var call =
        Invocation.of(
            "init", file.toString(), "--system", "shop", "--url", "https://shop.example/");

    assertThat(call.exitCode()).isZero();
    assertThat(call.out()).isEqualToIgnoringNewLines(file.toString());
    assertThat(call.err()).contains("vigie lint");
    assertThat(Files.readString(file))
        .contains("system: \"shop\"", "url: \"https://shop.example\"")
        .doesNotContain("@system@", "@url@");
    var lint = Invocation.of("lint", file.toString());
    assertThat(lint.exitCode()).isZero();
    assertThat(lint.out()).isEmpty();
    assertThat(lint.err()).contains("3 items, 0 problems");
  }

  @Test
  void whatIsCommentedOutIsRightAsWell() throws Exception {
    var file = folder.resolve("shop.yaml");
    Invocation.of("init", file.toString(), "--system", "shop");
    var text = Files.readString(file);
    var all = text.replaceAll("(?m)^  # ((- id:|  ).*)$", "  $1");
    Files.writeString(file, all);

    var lint = Invocation.of("lint", file.toString());

    assertThat(all).contains("  - id: backup\n    heartbeat:", "rollup: { all:");
    assertThat(lint.out()).isEmpty();
    assertThat(lint.err()).contains("9 items, 0 problems");
  }

  @Test
  void whatIsWrittenIsUniform() throws Exception {
    var file = folder.resolve("shop.yaml");
    Invocation.of("init", file.toString());

    assertThat(Invocation.of("fmt", "--check", file.toString()).exitCode()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"shop", "123", "true", "null", "1e3"})
  void takesEveryNameThatASystemCanHave(String system) {
    var file = folder.resolve("a.yml").toString();

    assertThat(Invocation.of("init", file, "--system", system).exitCode()).isZero();
    assertThat(Invocation.of("lint", file).out()).isEmpty();
  }

  @Test
  void overwritesNothing() throws Exception {
    var file = Files.writeString(folder.resolve("shop.yaml"), "mine");

    var call = Invocation.of("init", file.toString());

    assertThat(call.exitCode()).isEqualTo(2);
    assertThat(call.out()).isEmpty();
    assertThat(call.err().lines()).hasSize(1);
    assertThat(call.err()).contains(file.toString(), "nothing was overwritten");
    assertThat(file).hasContent("mine");
  }

  @Test
  void refusesANameThatNoSystemCanHave() {
    refuses("--system", "--system", "My Shop");
  }

  @ParameterizedTest
  @ValueSource(strings = {"shop.example", "https://a:b@shop.example", "${shop}", "\"", "ftp://x"})
  void refusesAnAddressThatCannotBeLookedAt(String url) {
    refuses("--url", "--url", url);
  }

  @Test
  void refusesAFileThatWouldNotBeRead() {
    var file = folder.resolve("shop.txt");

    var call = Invocation.of("init", file.toString());

    assertThat(call.exitCode()).isEqualTo(2);
    assertThat(call.err()).contains(".yaml");
    assertThat(file).doesNotExist();
  }

  private void refuses(String named, String... options) {
    var file = folder.resolve("shop.yaml");

    var call = Invocation.of("init", file.toString(), options[0], options[1]);

    assertThat(call.exitCode()).isEqualTo(2);
    assertThat(call.out()).isEmpty();
    assertThat(call.err()).startsWith("vigie: " + named + ": ");
    assertThat(file).doesNotExist();
  }
}
