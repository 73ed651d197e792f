package io.vigie.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunCommandTest {

  @TempDir Path folder;

  private HttpServer target;

  @BeforeEach
  void startTheTarget() throws IOException {
    target = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    answer("/up", 200);
    answer("/down", 503);
    target.start();
  }

  @AfterEach
  void stopTheTarget() {
    target.stop(0);
  }

  @Test
  void exitsWithZeroWhenEverythingPasses() throws Exception {
    var call = run(checklist("/up"));

    assertThat(call.exitCode()).isZero();
    assertThat(call.out()).contains("passing  IT-0  P1");
    assertThat(call.err()).contains("1 passing, 0 failing, 0 unknown");
  }

  @Test
  void exitsWithOneAndSaysWhyWhenSomethingFails() throws Exception {
    var call = run(checklist("/up", "/down"));

    assertThat(call.exitCode()).isEqualTo(1);
    assertThat(call.out()).contains("passing  IT-0").contains("failing  IT-1").contains("503");
  }

  @Test
  void exitsWithThreeWhenItCouldNotLook() throws Exception {
    var call = run(checklist("/up"), "--allow", "public,private");

    assertThat(call.exitCode()).isEqualTo(3);
    assertThat(call.out()).contains("unknown  IT-0").contains("loopback");
  }

  @Test
  void exitsWithTwoAndRunsNothingWhenTheChecklistIsBroken() throws Exception {
    var file = checklist("/up");
    Files.writeString(file, Files.readString(file).replace("http:", "htpp:"));

    var call = run(file);

    assertThat(call.exitCode()).isEqualTo(2);
    assertThat(call.out()).isEmpty();
    assertThat(call.err()).contains("htpp").contains("vigie lint");
  }

  @Test
  void runsOneItemOnly() throws Exception {
    var call = run(checklist("/up", "/down"), "IT-0");

    assertThat(call.exitCode()).isZero();
    assertThat(call.out()).doesNotContain("IT-1");
  }

  @Test
  void namesTheNearestItemForAnUnknownOne() throws Exception {
    var call = run(checklist("/up"), "IT-O");

    assertThat(call.exitCode()).isEqualTo(2);
    assertThat(call.err()).contains("unknown item \"IT-O\"").contains("IT-0");
  }

  @Test
  void printsResultsAsJsonAndNothingElse() throws Exception {
    var call = run(checklist("/down"), "-o", "json");

    var results = new ObjectMapper().readTree(call.out());
    assertThat(results).hasSize(1);
    assertThat(results.get(0).at("/item").asText()).isEqualTo("shop/production/IT-0");
    assertThat(results.get(0).at("/outcome/type").asText()).isEqualTo("failed");
  }

  @Test
  void tellsWhatItDoesWhenAskedTo() throws Exception {
    var call = run(checklist("/down"), "--trace");

    assertThat(call.err())
        .contains("IT-0: began")
        .contains("127.0.0.1: allowed (loopback)")
        .contains("unmet: ")
        .contains("IT-0: ended after");
    assertThat(call.out()).doesNotContain("allowed (loopback)");
  }

  @Test
  void replacesWhatWouldSteerTheTerminal() throws Exception {
    var file = checklist("/down");
    Files.writeString(
        file, Files.readString(file).replace("/down answers", "\"\\e[31mred\\a \\u202Eback\""));

    var call = run(file, "--trace");

    assertThat(call.out()).contains("\uFFFD[31mred\uFFFD \uFFFDback").doesNotContain("\u001B");
    assertThat(call.err()).doesNotContain("\u001B");
  }

  @Test
  void refusesAnAddressBlockThatIsNone() throws Exception {
    var call = run(checklist("/up"), "--allow", "everything");

    assertThat(call.exitCode()).isEqualTo(2);
    assertThat(call.err()).contains("--allow").contains("everything");
  }

  @Test
  void saysWhatIsNotRunHereAndLooksAtTheRest() throws Exception {
    var file = checklist("/up");
    Files.writeString(
        file,
        Files.readString(file)
            + """
              - { id: backup, heartbeat: 1d }
              - { id: tried, attest: It was tried. }
              - { id: all, rollup: { all: [IT-0] } }
              - { id: redis, http: "http://127.0.0.1:1/", when: { holds: "false", because: Redis is not used } }
            """);

    var call = run(file);

    assertThat(call.exitCode()).isZero();
    assertThat(call.err())
        .contains("backup  not run here: heartbeat")
        .contains("tried  not run here: attestation")
        .contains("all  not run here: roll-up")
        .contains("redis  not applicable: Redis is not used")
        .contains("1 passing, 0 failing, 0 unknown");
  }

  private static Invocation run(Path file, String... more) {
    var arguments = new String[more.length + 2];
    arguments[0] = "run";
    arguments[1] = file.toString();
    System.arraycopy(more, 0, arguments, 2, more.length);
    return Invocation.of(arguments);
  }

  private void answer(String path, int status) {
    target.createContext(
        path,
        exchange -> {
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
  }

  private Path checklist(String... paths) throws IOException {
    var text =
        new StringBuilder(
            """
            vigie: 1
            system: shop
            environment: production
            title: Shop
            owner: { team: shop }
            items:
            """);
    for (int i = 0; i < paths.length; i++) {
      text.append(
          """
            - id: IT-%d
              title: %s answers
              severity: P1
              fix: Restart it.
              http: http://127.0.0.1:%d%s
          """
              .formatted(i, paths[i], target.getAddress().getPort(), paths[i]));
    }
    return Files.writeString(folder.resolve("shop.yaml"), text);
  }
}
