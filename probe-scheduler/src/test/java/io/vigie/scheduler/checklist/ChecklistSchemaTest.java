package io.vigie.scheduler.checklist;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.vigie.probe.ProbeKind;
import io.vigie.probe.http.HttpProbe;
import io.vigie.probe.settings.JsonNodes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the reader takes, the schema takes; what is wrong in structure, it refuses. */
class ChecklistSchemaTest {

  private static final Path FIXTURES = Path.of("src/test/resources/checklists");

  /**
   * Mistakes that a schema cannot see: they are in the YAML itself, in several values together, or
   * in what a value means.
   */
  private static final Set<String> BEYOND_A_SCHEMA =
      Set.of(
          """
          attest-empty attest-validity-too-long bad-url confirm-from-same-place confirm-nothing
          cron-four-fields cron-impossible-day cron-minute-out-of-range cron-unknown-nickname
          declared-not-a-day default-two-schedules depends-cycle depends-on-itself
          depends-on-own-system depends-on-unknown duplicate-id duplicate-key
          effect-at-most-misplaced effect-not-declared effect-starts-work-cron
          effect-starts-work-often
          expectation-in-a-block expectation-not-a-truth expectation-syntax expectation-type
          expectation-unknown-name heartbeat-two-schedules heartbeat-without-schedule
          impossible-fails include-absolute include-cycle include-error-in-group
          include-missing-file include-missing-parameter include-not-a-group include-outside
          include-twice include-unknown-in-group include-unknown-parameter
          interval-below-default-timeout interval-too-long interval-too-short laughing-variables
          location-twice maintenance-backwards maintenance-never-over maintenance-not-a-moment
          maintenance-unknown-category maintenance-unknown-item maintenance-without-end
          matrix-empty matrix-same-ids matrix-too-large on-with-hours quorum-of-one
          quorum-of-other-number quorum-unreachable retry-beyond-interval retry-that-locks-out
          rollup-cycle rollup-empty rollup-two-ways rollup-unknown-member secret-aws secret-bearer
          secret-by-name secret-from-environment secret-github secret-in-a-url
          secret-in-a-variable secret-outside-a-probe secret-private-key secret-slack tag
          timeout-beyond-interval two-schedules unclosed-reference unknown-variable unknown-zone
          unset-environment variable-before-its-turn warn-unknown-name when-bad-pattern
          when-not-a-truth when-undecidable when-unknown-variable
          """
              .strip()
              .split("\\s+"));

  private static final JsonSchema OF_TESTS = validator(TestKind.ALL);

  static Stream<Path> soundFiles() {
    return yamlIn(FIXTURES.resolve("valid"));
  }

  static Stream<Path> shippedFiles() {
    return Stream.of(
            "../checklists",
            "../docs/reference/examples",
            "../docs/reference/examples/shared",
            "../standalone/src/main/resources/demo")
        .map(Path::of)
        .filter(Files::isDirectory)
        .flatMap(ChecklistSchemaTest::yamlIn);
  }

  static Stream<Path> brokenFiles() {
    return yamlIn(FIXTURES.resolve("invalid")).filter(file -> document(file) != null);
  }

  @ParameterizedTest
  @MethodSource("soundFiles")
  void takesWhatTheReaderTakes(Path file) {
    assertThat(OF_TESTS.validate(document(file))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("shippedFiles")
  void takesWhatIsShipped(Path file) {
    assertThat(validator(List.of(new HttpProbe())).validate(document(file))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("brokenFiles")
  void refusesWhatIsWrongInStructure(Path file) {
    boolean beyond = BEYOND_A_SCHEMA.contains(mistake(file));

    assertThat(OF_TESTS.validate(document(file)).isEmpty()).as(file.toString()).isEqualTo(beyond);
  }

  @Test
  void everyExceptionIsAFixture() {
    Set<String> mistakes = new HashSet<>(brokenFiles().map(ChecklistSchemaTest::mistake).toList());

    assertThat(mistakes).containsAll(BEYOND_A_SCHEMA);
  }

  @Test
  void isItselfAValidSchema() {
    JsonSchema ofSchemas =
        JsonSchemaFactory.getInstance(VersionFlag.V202012)
            .getSchema(
                com.networknt.schema.SchemaLocation.of(
                    "https://json-schema.org/draft/2020-12/schema"));

    assertThat(ofSchemas.validate(ChecklistSchema.of(TestKind.ALL))).isEmpty();
  }

  @Test
  void describesEveryKeyThatIsVigiesOwn() {
    ObjectNode schema = ChecklistSchema.of(List.of(new HttpProbe()));

    Stream.of("checklist", "group", "item")
        .map(name -> schema.at("/$defs/" + name + "/properties"))
        .flatMap(properties -> properties.properties().stream())
        .forEach(key -> assertThat(key.getValue().path("description").asText()).isNotBlank());
  }

  private static JsonSchema validator(Collection<? extends ProbeKind<?>> kinds) {
    return JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(ChecklistSchema.of(kinds));
  }

  private static Stream<Path> yamlIn(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String mistake(Path file) {
    return file.getFileName().toString().replace(".yaml", "");
  }

  /** The document as JSON, or null where it is no readable YAML at all. */
  private static JsonNode document(Path file) {
    try {
      return YamlNodes.parse(Files.readString(file), _ -> {}).map(JsonNodes::toJson).orElse(null);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
