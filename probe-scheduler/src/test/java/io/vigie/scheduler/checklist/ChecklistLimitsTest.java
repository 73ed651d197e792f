package io.vigie.scheduler.checklist;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a file may not grow to. */
class ChecklistLimitsTest {

  private static final String HEAD = "vigie: 1\nsystem: shop\nenvironment: staging\nitems:\n";

  private final Map<String, String> environment = Map.of("STAGE_URL", "https://stage.example.com");
  private final ChecklistReader reader =
      new ChecklistReader(TestKind.ALL, name -> Optional.ofNullable(environment.get(name)));

  @TempDir Path folder;

  @Test
  void refusesABillionLaughsAtOnce() throws IOException {
    StringBuilder text =
        new StringBuilder("a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n");
    for (int i = 1; i < 10; i++) {
      text.append("a%d: &a%d [".formatted(i, i))
          .append(("*a" + (i - 1) + ", ").repeat(8))
          .append("*a" + (i - 1) + "]\n");
    }
    write("bomb.yaml", text.toString());
    reader.read(folder);

    long start = System.nanoTime();
    Reading reading = reader.read(folder);

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(200));
    assertThat(reading.problems()).hasSize(1);
    assertThat(reading.problems().getFirst().message())
        .isEqualTo("must consist of at most 100000 values");
  }

  @Test
  void countsWhatAliasesGrowTo() throws IOException {
    StringBuilder text = new StringBuilder("a0: &a0 [lol, lol]\n");
    for (int i = 1; i < 25; i++) {
      text.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
    }
    write("doubling.yaml", text.toString());

    assertThat(reader.read(folder).problems().getFirst().message())
        .isEqualTo("must consist of at most 100000 values");
  }

  @Test
  void refusesAFileThatIsTooLong() throws IOException {
    write("long.yaml", "#".repeat(YamlNodes.LONGEST_FILE) + "\n");

    assertThat(reader.read(folder).problems().getFirst().message())
        .isEqualTo("must be at most 1 MiB long, was longer");
  }

  @Test
  void refusesAFileThatIsNoText() throws IOException {
    Files.write(folder.resolve("latin.yaml"), "title: é".getBytes(ISO_8859_1));

    assertThat(reader.read(folder).problems().getFirst().message())
        .isEqualTo("must be UTF-8 text, was something else");
  }

  @Test
  void survivesBracketsWithoutEnd() throws IOException {
    write("deep.yaml", "[".repeat(YamlNodes.LONGEST_FILE - 1));

    assertThat(reader.read(folder).problems()).hasSize(1);
  }

  @Test
  void refusesVariablesThatGrowBeyondMeasureWhileTheyGrow() throws IOException {
    StringBuilder text = new StringBuilder("vigie: 1\nsystem: shop\nenvironment: staging\nvars:\n");
    text.append("  a0: '" + "x".repeat(50) + "'\n");
    for (int i = 1; i <= 6; i++) {
      text.append("  a%d: '%s'\n".formatted(i, ("${a" + (i - 1) + "}").repeat(50)));
    }
    write("bomb.yaml", text + "items:\n" + item("a") + "    why: '${a6}'\n");

    assertThat(reader.read(folder).problems())
        .extracting(ChecklistProblem::toString)
        .contains(
            folder.resolve("bomb.yaml")
                + ":7:7: vars.a2: must expand to at most 16384 characters, was more");
  }

  @Test
  void letsAValueGrowToItsLimit() throws IOException {
    String vars = "vars: { half: '" + "x".repeat(Substitution.LONGEST_VALUE / 2) + "' }\n";
    String head = HEAD.replace("items:", vars + "items:");
    write("a.yaml", head + item("a") + "    why: '${half}${half}'\n");
    write("b.yaml", head + item("b") + "    why: '${half}${half}.'\n");

    assertThat(reader.read(folder).problems())
        .extracting(ChecklistProblem::toString)
        .containsExactly(
            folder.resolve("b.yaml")
                + ":8:10: items[0].why: must expand to at most 16384 characters, was more");
  }

  @Test
  void boundsWhatAllValuesOfAFileGrowToTogether() throws IOException {
    String vars = "vars: { half: '" + "x".repeat(Substitution.LONGEST_VALUE / 2) + "' }\n";
    StringBuilder text = new StringBuilder(HEAD.replace("items:", vars + "items:"));
    for (int i = 0; i < 200; i++) {
      text.append(item("i" + i)).append("    why: '${half}'\n");
    }
    write("wide.yaml", text.toString());

    assertThat(reader.read(folder).problems())
        .extracting(problem -> problem.path() + ": " + problem.message())
        .containsExactly(
            "items[128].why: the values of a file must expand to at most 1048576 characters in all,"
                + " was more");
  }

  private static String item(String id) {
    return "  - id: " + id + "\n    http: https://shop.example.com/\n";
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
