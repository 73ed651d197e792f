package io.vigie.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FmtCommandTest {

  private static final String MESSY =
      """
      system: shop
      vigie: 1
      environment: 'production'
      items:
      # The first.
      - http: https://shop.example.com/
        id: home   # its name
      """;
  private static final String NEAT =
      """
      vigie: 1
      system: shop
      environment: "production"
      items:
        # The first.
        - id: home   # its name
          http: https://shop.example.com/
      """;

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void writeOne() throws IOException {
    file = Files.writeString(folder.resolve("shop.yaml"), MESSY);
  }

  @Test
  void makesFilesUniformAndNamesThem() throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

    var call = Invocation.of("fmt", folder.toString());

    assertThat(call.exitCode()).isZero();
    assertThat(call.out().strip()).isEqualTo(file.toString());
    assertThat(call.err()).contains("1 file read, 1 changed, 0 left alone");
    assertThat(file).hasContent(NEAT);
    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(PosixFilePermissions.fromString("rw-r-----"));
    assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
  }

  @Test
  void doesNothingTheSecondTime() {
    Invocation.of("fmt", folder.toString());

    var call = Invocation.of("fmt", folder.toString());

    assertThat(call.out()).isEmpty();
    assertThat(call.err()).contains("1 file read, 0 changed");
  }

  @Test
  void onlyChecksWhereAsked() {
    var call = Invocation.of("fmt", "--check", folder.toString());

    assertThat(call.exitCode()).isEqualTo(1);
    assertThat(call.err()).contains("1 not uniform");
    assertThat(file).hasContent(MESSY);
  }

  @Test
  void leavesAloneWhatItCannotReadAndSaysSo() throws IOException {
    var broken = Files.writeString(folder.resolve("broken.yaml"), "a: [");

    var call = Invocation.of("fmt", folder.toString());

    assertThat(call.exitCode()).isEqualTo(2);
    assertThat(call.err()).contains("broken.yaml: left alone");
    assertThat(broken).hasContent("a: [");
    assertThat(file).hasContent(NEAT);
  }

  @Test
  void refusesWhatIsNotThere() {
    assertThat(Invocation.of("fmt", folder.resolve("none").toString()).exitCode()).isEqualTo(2);
  }

  @Test
  void whatIsShippedIsUniform() {
    assertThat(Invocation.of("fmt", "--check", "../checklists", "../docs/reference/examples").err())
        .contains(" 0 not uniform, 0 left alone");
  }
}
