package io.vigie.scheduler.checklist;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.check.ChecklistReport.Gravity;
import io.vigie.probe.http.HttpProbe;
import io.vigie.probe.http.HttpSettings;
import io.vigie.probe.http.HttpTls;
import io.vigie.probe.http.HttpUpload;
import io.vigie.probe.settings.RecordModel;
import io.vigie.probe.settings.RecordModel.Field;
import io.vigie.probe.settings.Shape;
import io.vigie.scheduler.checklist.ItemForm.OwnerForm;
import io.vigie.scheduler.checklist.TimeForms.Between;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The reference says of every key what the program makes of it, and its examples can be read. */
class ChecklistReferenceTest {

  private static final String URL = "https://shop.example.com";
  private static final Set<String> OTHER_NATURES = Set.of("heartbeat", "attest", "rollup");
  private static final String GROUP =
      """
      vigie: 1
      group: https
      parameters: [host]
      items:
        - { id: tls, http: "https://${host}" }
      """;
  private static final Pattern YAML = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);
  private static final Pattern ROW =
      Pattern.compile("^\\| `(\\w+)` \\|.*\\| `([^|]+)` \\|$", Pattern.MULTILINE);

  @TempDir Path folder;
  private String reference;

  @BeforeEach
  void readTheReference() throws IOException {
    reference = Files.readString(Path.of("../docs/reference/checklist.md"));
  }

  /**
   * One table.
   *
   * @param heading the line above it
   * @param around lines that a file or a mapping needs besides the example, by their keys
   * @param frame where the mapping stands in an item or a file
   */
  record Table(
      String heading, Class<? extends Record> type, Map<String, String> around, String frame) {
    @Override
    public String toString() {
      return heading;
    }

    String file(String key, String example) {
      Map<String, String> lines = new LinkedHashMap<>(around);
      if (OTHER_NATURES.contains(key)) {
        lines.remove("http");
      }
      lines.put(key, example);
      return frame.formatted(String.join(frame.equals("%s") ? "\n" : ", ", lines.values()));
    }
  }

  static Stream<Table> tables() {
    String head = "vigie: 1\nsystem: shop\nenvironment: staging\n";
    String other = "items:\n  - { id: other, http: \"" + URL + "\", category: web }\n";
    String items = head + other + "  - { %s }\n";
    String item = head + other + "  - { id: home, %s }\n";
    String looked = item.formatted("http: \"" + URL + "\", %s");
    Map<String, String> top =
        ordered("vigie", "vigie: 1", "system", "system: a", "environment", "environment: b");
    return Stream.of(
        new Table("## The file", ChecklistForm.class, top, "%s"),
        new Table("## `owner`", OwnerForm.class, of("team: shop"), head + "owner: { %s }"),
        new Table("## `defaults`", DefaultsForm.class, Map.of(), head + "defaults: { %s }"),
        new Table("## `maintenance`", MaintenanceForm.class, of("reason: Backup"), maintenance()),
        new Table("## `include`", IncludeForm.class, include(), head + "include: [{ %s }]"),
        new Table("## A group", GroupForm.class, group(), "%s"),
        new Table(
            "## An item",
            ItemForm.class,
            ordered("id", "id: home", "http", "http: \"" + URL + "\""),
            items),
        new Table(
            "## `heartbeat`", HeartbeatForm.class, Map.of(), item.formatted("heartbeat: { %s }")),
        new Table(
            "## `attest`",
            AttestForm.class,
            of("statement: It was tried."),
            item.formatted("attest: { %s }")),
        new Table("## `rollup`", RollUpForm.class, Map.of(), item.formatted("rollup: { %s }")),
        new Table(
            "## `when`", WhenForm.class, of("holds: \"true\""), looked.formatted("when: { %s }")),
        new Table("## `between`", Between.class, Map.of(), looked.formatted("between: { %s }")),
        new Table("## `retry`", RetryForm.class, of("times: 1"), looked.formatted("retry: { %s }")),
        new Table("## `confirm`", ConfirmForm.class, Map.of(), looked.formatted("confirm: { %s }")),
        new Table(
            "## `effect`",
            EffectForm.class,
            of("is: starts-work"),
            looked.formatted("every: 1h, effect: { %s }")),
        new Table(
            "## `declared`",
            DeclaredForm.class,
            of("status: done"),
            looked.formatted("declared: { %s }")),
        new Table(
            "## The kind `http`",
            HttpSettings.class,
            of("url: \"" + URL + "\""),
            item.formatted("http: { %s }")),
        new Table(
            "### `tls`",
            HttpTls.class,
            Map.of(),
            item.formatted("http: { url: \"" + URL + "\", tls: { %s } }")),
        new Table(
            "### `upload`",
            HttpUpload.class,
            of("size: 1 MB"),
            item.formatted("http: { url: \"" + URL + "\", method: POST, upload: { %s } }")));
  }

  private static String maintenance() {
    return "vigie: 1\n"
        + "system: shop\n"
        + "environment: staging\n"
        + "items: [{ id: home, category: web, http: \""
        + URL
        + "\" }]\nmaintenance: [{ %s }]\n";
  }

  private static Map<String, String> include() {
    return ordered("file", "file: shared/https.yaml", "with", "with: { host: shop.example.com }");
  }

  private static Map<String, String> group() {
    return ordered("vigie", "vigie: 1", "group", "group: https");
  }

  private static Map<String, String> of(String line) {
    return ordered(line.substring(0, line.indexOf(':')), line);
  }

  @ParameterizedTest
  @MethodSource("tables")
  void saysEveryKeyWithItsTypeItsDefaultAndItsMeaning(Table table) {
    List<String> expected =
        RecordModel.of(table.type()).fields().stream()
            .map(ChecklistReferenceTest::beginningOfRow)
            .toList();

    List<String> rows = rows(table).map(row -> beginning(row.group())).toList();

    assertThat(rows).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("tables")
  void givesExamplesThatCanBeRead(Table table) throws IOException {
    for (MatchResult row : rows(table).toList()) {
      assertThat(row.group(2)).startsWith(row.group(1) + ":");
      assertThat(errors(table.file(row.group(1), row.group(2)))).as(row.group()).isEmpty();
    }
  }

  @Test
  void showsChecklistsWithoutErrors() throws IOException {
    List<String> checklists =
        YAML.matcher(reference)
            .results()
            .map(block -> block.group(1))
            .filter(block -> block.contains("vigie: 1"))
            .toList();

    assertThat(checklists).isNotEmpty();
    for (String checklist : checklists) {
      assertThat(errors(checklist)).isEmpty();
    }
  }

  private Stream<MatchResult> rows(Table table) {
    String marked = "\n" + table.heading() + "\n";
    assertThat(reference).contains(marked);
    String section = reference.substring(reference.indexOf(marked) + marked.length());
    return ROW.matcher(section.split("\n##", 2)[0]).results();
  }

  private List<ChecklistProblem> errors(String text) throws IOException {
    Files.createDirectories(folder.resolve("shared"));
    Files.writeString(folder.resolve("shared/https.yaml"), GROUP);
    Path file = Files.writeString(folder.resolve("shown.yaml"), text);
    return new ChecklistReader(List.of(new HttpProbe()), _ -> Optional.empty())
        .read(file).problems().stream()
            .filter(problem -> problem.gravity() == Gravity.ERROR)
            .toList();
  }

  /** All but the example. */
  private static String beginning(String row) {
    return row.substring(0, row.lastIndexOf(" | `"));
  }

  private static String beginningOfRow(Field field) {
    return Stream.of("`" + field.key() + "`", type(field), absence(field), field.meaning())
        .collect(Collectors.joining(" | ", "| ", ""));
  }

  private static String type(Field field) {
    return field.key().equals("items") ? "list of mapping" : word(field.shape());
  }

  private static String word(Shape shape) {
    return switch (shape) {
      case Shape.Text _ -> "text";
      case Shape.Whole _ -> "whole number";
      case Shape.Decimal _ -> "number";
      case Shape.Truth _ -> "true or false";
      case Shape.Span _ -> "duration";
      case Shape.Amount _ -> "size";
      case Shape.Address _ -> "URI";
      case Shape.Word(var words) ->
          words.keySet().stream().map(word -> "`" + word + "`").collect(Collectors.joining(", "));
      case Shape.AnyScalar _ -> "single value";
      case Shape.AnyNode _, Shape.Json _ -> "any value";
      case Shape.ListOf(Shape item) -> "list of " + word(item);
      case Shape.OneOrMoreOf(Shape item) -> word(item) + " or list";
      case Shape.MapOf(Shape value) -> "mapping of " + word(value);
      case Shape.Nested(var type) -> word(RecordModel.of(type));
    };
  }

  private static String word(RecordModel record) {
    String orLong = record.hasLongForm() ? " or mapping" : "";
    return record.shortForm().map(field -> word(field.shape()) + orLong).orElse("mapping");
  }

  private static String absence(Field field) {
    return switch (field.presence()) {
      case REQUIRED -> "required";
      case DEFAULTED, OPTIONAL, EMPTY ->
          field.byDefault().map(text -> "`" + text + "`").orElse("none");
    };
  }

  private static Map<String, String> ordered(String... keysAndLines) {
    Map<String, String> lines = new LinkedHashMap<>();
    for (int i = 0; i < keysAndLines.length; i += 2) {
      lines.put(keysAndLines[i], keysAndLines[i + 1]);
    }
    return lines;
  }
}
