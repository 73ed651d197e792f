package io.vigie.scheduler.checklist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.vigie.contract.check.Check;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.Meaning;
import io.vigie.contract.check.Schedule;
import io.vigie.contract.check.Severity;
import io.vigie.contract.check.Thresholds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChecklistReaderTest {

  private static final Path VALID = Path.of("src/test/resources/checklists/valid");
  private static final String HEAD = "vigie: 1\nsystem: shop\nenvironment: staging\nitems:\n";

  private final Map<String, String> environment = Map.of("STAGE_URL", "https://stage.example.com");
  private final ChecklistReader reader =
      new ChecklistReader(TestKind.ALL, name -> Optional.ofNullable(environment.get(name)));

  @TempDir Path folder;

  @Test
  void readsAllThatAnItemMaySay() {
    Check check = checksOf(VALID.resolve("full.yaml")).getFirst();

    assertThat(check.item()).isEqualTo(new ItemId("chrona", "production", "CH-089"));
    assertThat(check.meaning())
        .isEqualTo(
            new Meaning(
                "Chrona, mise en production",
                "HSTS sur api.example.com",
                "security",
                Severity.P0,
                Optional.of(new Meaning.Owner("security", Optional.empty())),
                Optional.of("Sans HSTS, une première visite en clair peut être interceptée."),
                Optional.of("add_header Strict-Transport-Security …"),
                Optional.of("docs/runbooks/https.md"),
                Optional.of("L725, L1018"),
                "fr",
                List.of("tls", "header")));
    assertThat(check.schedule())
        .isEqualTo(new Schedule.Every(Duration.ofSeconds(30), Duration.ofMinutes(1)));
    assertThat(check.thresholds()).isEqualTo(new Thresholds(3, 5, 1));
    assertThat(check.route()).isEqualTo("security-ops");
    assertThat(check.order().orElseThrow().kind()).isEqualTo("http");
    assertThat(check.order().orElseThrow().location()).isEqualTo("outside");
    assertThat(check.order().orElseThrow().timeout()).isEqualTo(Duration.ofSeconds(2));
    assertThat(check.order().orElseThrow().expect())
        .containsExactly("status == 200", "body.contains(\"ok\")");
  }

  @Test
  void putsInVariablesButNeverSecrets() {
    Check check = checksOf(VALID.resolve("full.yaml")).getFirst();

    assertThat(check.order().orElseThrow().settings().toString())
        .isEqualTo(
            "{\"url\":\"https://api.example.com/health\",\"port\":8443,\"headers\":"
                + "{\"Authorization\":\"Bearer ${secret:API_TOKEN}\",\"X-Literal\":\"${kept}\"}}");
  }

  @Test
  void fillsInWhatTheFileSaysForAll() {
    Check check = checksOf(VALID.resolve("full.yaml")).getLast();

    assertThat(check.meaning().title()).isEqualTo("CH-090");
    assertThat(check.meaning().category()).isEqualTo(Meaning.UNCATEGORISED);
    assertThat(check.meaning().severity()).isEqualTo(Severity.P1);
    assertThat(check.meaning().owner())
        .contains(new Meaning.Owner("chrona", Optional.of("ops@example.com")));
    assertThat(check.schedule())
        .isEqualTo(new Schedule.Every(Duration.ofSeconds(60), Duration.ofSeconds(10)));
    assertThat(check.thresholds()).isEqualTo(new Thresholds(2, 3, 3));
    assertThat(check.route()).isEqualTo("chrona-ops");
    assertThat(check.order().orElseThrow().location()).isEqualTo("inside");
    assertThat(check.order().orElseThrow().timeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(check.order().orElseThrow().settings().toString())
        .isEqualTo("{\"url\":\"https://stage.example.com/health\"}");
  }

  @Test
  void makesTheShortestItemUseful() {
    Check check = checksOf(VALID.resolve("shortest.yaml")).getFirst();

    assertThat(check.schedule())
        .isEqualTo(new Schedule.Every(Duration.ofSeconds(60), Duration.ZERO));
    assertThat(check.thresholds()).isEqualTo(Thresholds.DEFAULT);
    assertThat(check.order().orElseThrow().expect())
        .containsExactly("status >= 200 && status < 300");
    assertThat(check.order().orElseThrow().timeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(check.route()).isEqualTo(Check.DEFAULT_ROUTE);
  }

  @Test
  void shortensTheUsualTimeoutToAShortInterval() throws IOException {
    write("a.yaml", HEAD + item("a") + "    every: 2s\n");

    assertThat(checksOf(folder).getFirst().order().orElseThrow().timeout())
        .isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void readsAFolderInTheOrderOfNamesAndIgnoresWhatIsHidden() throws IOException {
    write("b.yaml", HEAD + item("b"));
    write("sub/a.yml", HEAD + item("a"));
    write("notes.txt", "no checklist");
    write(".git/c.yaml", "also: none");
    write(".#b.yaml", "an editor's");

    Reading reading = reader.read(folder);

    assertThat(reading.problems()).isEmpty();
    assertThat(reading.files())
        .extracting(FileReading::name)
        .containsExactly("b.yaml", "sub/a.yml");
  }

  @Test
  void readsTheOthersBesideABrokenFile() throws IOException {
    write("bad.yaml", "vigie: [");
    write("good.yaml", HEAD + item("a"));

    Reading reading = reader.read(folder);

    assertThat(reading.checklists()).hasSize(1);
    assertThat(reading.problems()).isNotEmpty();
    assertThat(reading.isBroken()).isTrue();
  }

  @Test
  void refusesTheSecondFileThatNamesAnItemAndSaysWhereTheFirstIs() throws IOException {
    write("a.yaml", HEAD + item("x") + item("y"));
    write("b.yaml", HEAD + item("z") + item("y"));
    write("other.yaml", HEAD.replace("staging", "production") + item("y"));

    Reading reading = reader.read(folder);

    assertThat(reading.problems())
        .extracting(ChecklistProblem::toString)
        .containsExactly(
            folder.resolve("b.yaml")
                + ":7:9: items[1].id: must be unique in shop/staging, \"y\" is also at "
                + folder.resolve("a.yaml")
                + ":7:9");
    assertThat(reading.checklists())
        .extracting(Checklist::environment)
        .containsExactly("staging", "production");
  }

  @Test
  void saysThatTheFolderIsNotThere() {
    Reading reading = reader.read(folder.resolve("absent"));

    assertThat(reading.unreadable()).isPresent();
    assertThat(reading.problems().getFirst().toString())
        .isEqualTo(
            folder.resolve("absent")
                + ": must be a readable folder or file, was not found or not readable");
  }

  @Test
  void warnsOfAnUrgentItemThatNobodyOwns() throws IOException {
    write("a.yaml", HEAD + item("a") + "    severity: P0\n");

    Reading reading = reader.read(folder);

    assertThat(reading.checklists()).hasSize(1);
    assertThat(reading.problems())
        .extracting(ChecklistProblem::toString)
        .containsExactly(
            folder.resolve("a.yaml")
                + ":5:5: warning: items[0]: an item of severity P0 should have an owner, has none",
            folder.resolve("a.yaml")
                + ":5:5: warning: items[0]: an item of severity P0 should have a runbook or fix,"
                + " has none");
  }

  @Test
  void givesEqualContentAnEqualRevision() throws IOException {
    write("a.yaml", HEAD + "  - { id: a, http: { url: 'https://x.example', method: GET } }\n");
    String first = checksOf(folder).getFirst().revision();
    write(
        "a.yaml",
        "# moved\n" + HEAD + "  - { http: { method: GET, url: 'https://x.example' }, id: a }\n");
    String moved = checksOf(folder).getFirst().revision();
    write("a.yaml", HEAD + "  - { id: a, http: { url: 'https://x.example', method: HEAD } }\n");
    String changed = checksOf(folder).getFirst().revision();

    assertThat(first).hasSize(16).isEqualTo(moved).isNotEqualTo(changed);
  }

  @Test
  void reportsOneMistakeInTwoItemsAtItsPlaces() throws IOException {
    String expecting = "    expect: [status == 200, statsu == 200]\n";
    write("shop.yaml", HEAD + item("a") + expecting + item("b") + expecting);

    assertThat(reader.read(folder).problems())
        .extracting(ChecklistProblem::path)
        .containsExactly("items[0].expect[1]", "items[1].expect[1]");
  }

  @Test
  void anErrorInOneFileIsItsProblemAndNoOthers() throws IOException {
    write("a.yaml", HEAD + "  - id: a\n    http: " + TestKind.TOO_DEEP + "\n");
    write("b.yaml", HEAD + item("b"));

    Reading reading = reader.read(folder);

    assertThat(reading.checklists()).hasSize(1);
    assertThat(reading.problems())
        .extracting(ChecklistProblem::toString)
        .containsExactly(
            folder.resolve("a.yaml")
                + ": could not be read: java.lang.StackOverflowError: too deep");
  }

  @Test
  void doesNotWarnOfWhatAHeadWithErrorsMaySay() throws IOException {
    String head = HEAD.replace("items:", "owner: { team: ops }\ndefaults: { timout: 2s }\nitems:");
    write("a.yaml", head + item("a") + "    severity: P0\n");

    assertThat(reader.read(folder).problems())
        .extracting(ChecklistProblem::path)
        .containsExactly("defaults.timout");
  }

  @Test
  void readsTheOthersBesideALinkThatLeadsBack() throws IOException {
    write("sub/a.yaml", HEAD + item("a"));
    Files.createSymbolicLink(folder.resolve("loop"), Path.of("."));

    Reading reading = reader.read(folder);

    assertThat(reading.checklists()).hasSize(1);
    assertThat(reading.problems())
        .extracting(ChecklistProblem::toString)
        .containsExactly(
            folder.resolve("loop")
                + ": warning: should be a file or a folder, was a link to a folder that it lies"
                + " in");
  }

  @Test
  void readsTheOthersBesideALinkThatLeadsNowhere() throws IOException {
    write("a.yaml", HEAD + item("a"));
    Files.createSymbolicLink(folder.resolve("b.yaml"), Path.of("b.yaml"));

    Reading reading = reader.read(folder);

    assertThat(reading.checklists()).hasSize(1);
    assertThat(reading.problems())
        .extracting(ChecklistProblem::toString)
        .containsExactly(
            folder.resolve("b.yaml") + ": must be a file, was a link that leads to none");
  }

  @Test
  void readsTheOthersBesideAFolderThatMayNotBeRead() throws IOException {
    write("a.yaml", HEAD + item("a"));
    write("closed/b.yaml", HEAD + item("b"));
    Path closed = folder.resolve("closed");
    Files.setPosixFilePermissions(closed, Set.of());
    try {
      assumeThat(Files.isReadable(closed)).as("root may read everything").isFalse();
      Reading reading = reader.read(folder);

      assertThat(reading.checklists()).hasSize(1);
      assertThat(reading.problems())
          .extracting(ChecklistProblem::toString)
          .containsExactly(closed + ": must be readable, was not: permission denied");
    } finally {
      Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
    }
  }

  private static String item(String id) {
    return "  - id: " + id + "\n    http: https://shop.example.com/\n";
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private List<Check> checksOf(Path path) {
    Reading reading = reader.read(path);
    assertThat(reading.problems().stream().filter(p -> p.gravity().word().equals("error")))
        .isEmpty();
    return reading.checklists().getFirst().checks();
  }
}
