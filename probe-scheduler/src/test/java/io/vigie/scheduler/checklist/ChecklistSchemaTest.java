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
          "bad-url",
          "duplicate-id",
          "duplicate-key",
          "expectation-in-a-block",
          "expectation-not-a-truth",
          "expectation-syntax",
          "expectation-type",
          "expectation-unknown-name",
          "impossible-fails",
          "interval-below-default-timeout",
          "interval-too-long",
          "interval-too-short",
          "secret-from-environment",
          "secret-outside-a-probe",
          "tag",
          "timeout-beyond-interval",
          "unclosed-reference",
          "unknown-variable",
          "unset-environment",
          "variable-before-its-turn");

  private static final JsonSchema OF_TESTS = validator(TestKind.ALL);

  static Stream<Path> soundFiles() throws IOException {
    return yamlIn(FIXTURES.resolve("valid"));
  }

  static Stream<Path> shippedFiles() throws IOException {
    return Stream.concat(
        yamlIn(Path.of("../checklists")), yamlIn(Path.of("../standalone/src/main/resources/demo")));
  }

  static Stream<Path> brokenFiles() throws IOException {
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
  void everyExceptionIsAFixture() throws IOException {
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

    Stream.of(schema.get("properties"), schema.at("/$defs/item/properties"))
        .flatMap(properties -> properties.properties().stream())
        .forEach(key -> assertThat(key.getValue().path("description").asText()).isNotBlank());
  }

  private static JsonSchema validator(Collection<? extends ProbeKind<?>> kinds) {
    return JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(ChecklistSchema.of(kinds));
  }

  private static Stream<Path> yamlIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
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
