package io.vigie.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LintCommandTest {

  private static final String SOUND =
      """
      vigie: 1
      system: shop
      environment: production
      title: Shop
      owner: { team: shop }
      items:
        - id: SH-1
          title: The page answers
          severity: P1
          http: https://shop.example/
          fix: Restart it.
      """;

  @TempDir Path folder;

  @Test
  void saysNothingAsDataAboutASoundChecklist() throws Exception {
    Files.writeString(folder.resolve("shop.yaml"), SOUND);

    var call = Invocation.of("lint", folder.toString());

    assertThat(call.exitCode()).isZero();
    assertThat(call.out()).isEmpty();
    assertThat(call.err()).contains("1 file read, 1 item, 0 problems");
  }

  @Test
  void printsEveryProblemWithItsPlace() throws Exception {
    var file = folder.resolve("shop.yaml");
    Files.writeString(file, SOUND.replace("severity: P1", "sevrity: P1\n    every: 0s"));

    var call = Invocation.of("lint", file.toString());

    assertThat(call.exitCode()).isEqualTo(2);
    assertThat(call.out().lines())
        .anySatisfy(
            line -> assertThat(line).startsWith(file + ":9:").contains("sevrity", "severity"))
        .anySatisfy(line -> assertThat(line).startsWith(file + ":10:").contains("every"));
  }

  @Test
  void refusesOracleAndRepeatsNoPassword() throws Exception {
    var file = folder.resolve("shop.yaml");
    String oracle = "jdbc:oracle:thin:scott/tiger@//db:1521/ORCL";
    Files.writeString(
        file,
        SOUND.replace(
            "http: https://shop.example/",
            "database: { product: oracle, host: \"" + oracle + "\", user: scott }"));

    var call = Invocation.of("lint", file.toString());

    assertThat(call.exitCode()).isEqualTo(2);
    assertThat(call.out())
        .contains(
            file
                + ":10:26: items[0].database.product: must be one of postgresql, mysql, mariadb,"
                + " mongodb, sqlserver, was \"oracle\"")
        .contains("items[0].database.host: a secret must be a reference such as ${secret:NAME}")
        .doesNotContain("tiger");
  }

  @Test
  void readsSeveralFilesAndPrintsTheProblemsOfAll() throws Exception {
    var one = Files.writeString(folder.resolve("one.yaml"), SOUND.replace("fix:", "fxi:"));
    var two = Files.writeString(folder.resolve("two.yaml"), SOUND.replace("severity", "sevrity"));

    var call = Invocation.of("lint", one.toString(), two.toString());

    assertThat(call.exitCode()).isEqualTo(2);
    assertThat(call.out()).contains(one + ":", "fxi", two + ":", "sevrity");
    assertThat(call.err()).contains("2 files read");
  }

  @Test
  void refusesAFolderThatIsNotThere() {
    var call = Invocation.of("lint", folder.resolve("nowhere").toString());

    assertThat(call.exitCode()).isEqualTo(2);
    assertThat(call.out()).contains("nowhere");
  }
}
