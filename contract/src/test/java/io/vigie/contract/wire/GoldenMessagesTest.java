package io.vigie.contract.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds every message against its golden file. A changed record fails here until its golden file is
 * changed with it; a change that an older reader could not bear needs a new major version and a
 * file of its own.
 */
class GoldenMessagesTest {

  private static final ObjectMapper JSON = WireCodec.newMapper();
  private static final Instant NOW = Instant.parse("2026-11-20T09:41:02Z");

  private final WireCodec codec = new WireCodec("/test");

  static Stream<MessageType<?>> everyType() {
    return MessageType.all().stream();
  }

  @ParameterizedTest
  @MethodSource("everyType")
  void isWrittenAsItsGoldenFileSays(MessageType<?> type) throws IOException {
    Envelope written = write(type);

    assertThat(JSON.readTree(written.json()))
        .as(
            "message %s as written; adapt golden/%s if the change is meant",
            type.name(), file(type))
        .isEqualTo(golden(type));
  }

  @ParameterizedTest
  @MethodSource("everyType")
  void readsItsGoldenFileBack(MessageType<?> type) throws IOException {
    assertThat(codec.read(type, envelope(type, golden(type)))).isEqualTo(Samples.of(type));
  }

  static Stream<Samples.Variant> everyVariant() {
    return Samples.variants().stream();
  }

  @ParameterizedTest
  @MethodSource("everyVariant")
  void holdsEveryFormOfAMessageAgainstAGoldenFileOfItsOwn(Samples.Variant variant)
      throws IOException {
    MessageType<?> type = variant.type();
    ObjectNode golden = golden(variant.name() + ".v" + type.major() + ".json");

    assertThat(JSON.readTree(JSON.writeValueAsString(variant.message()))).isEqualTo(golden);
    assertThat(codec.read(type, envelope(variant.key(), type, golden)))
        .isEqualTo(variant.message());
  }

  @ParameterizedTest
  @MethodSource("everyType")
  void ignoresFieldsThatANewerWriterAdds(MessageType<?> type) throws IOException {
    ObjectNode newer = golden(type).put("addedLater", "something");

    assertThat(codec.read(type, envelope(type, newer))).isEqualTo(Samples.of(type));
  }

  @ParameterizedTest
  @MethodSource("everyType")
  void travelsAsACloudEventInBinaryMode(MessageType<?> type) {
    Envelope written = write(type);

    assertThat(written.headers())
        .containsEntry("ce_specversion", "1.0")
        .containsEntry("ce_type", "io.vigie." + type.name() + ".v1")
        .containsEntry("ce_source", "/test")
        .containsEntry("ce_time", NOW.toString())
        .containsEntry("ce_subject", written.key())
        .containsEntry("content-type", "application/json")
        .containsKey("ce_id");
  }

  @Test
  void refusesAMajorVersionThatItDoesNotKnow() throws IOException {
    Envelope newer = withType(MessageType.RESULT, "io.vigie.result.v2");

    assertThatThrownBy(() -> codec.read(MessageType.RESULT, newer))
        .isInstanceOf(WireFormatException.class)
        .hasMessage("ce_type: major version must be 1, was \"2\"");
  }

  @Test
  void refusesATypeThatItDoesNotKnow() throws IOException {
    Envelope foreign = withType(MessageType.RESULT, "com.example.order.v1");

    assertThatThrownBy(() -> codec.read(MessageType.RESULT, foreign))
        .isInstanceOf(WireFormatException.class)
        .hasMessage("ce_type: unknown type \"com.example.order.v1\"");
  }

  @Test
  void refusesWhatIsNotJson() {
    Envelope broken = new Envelope("a/b/c", Map.of("ce_type", "io.vigie.result.v1"), "{");

    assertThatThrownBy(() -> codec.read(MessageType.RESULT, broken))
        .isInstanceOf(WireFormatException.class)
        .hasMessageStartingWith("result: not readable: ");
  }

  @ParameterizedTest
  @MethodSource("everyType")
  void refusesAMessageWithoutARequiredField(MessageType<?> type) throws IOException {
    for (String field : required(type)) {
      ObjectNode lacking = golden(type);
      lacking.remove(field);

      assertThatThrownBy(() -> codec.read(type, envelope(type, lacking)))
          .as("%s without %s", type.name(), field)
          .isInstanceOf(WireFormatException.class);
    }
  }

  @ParameterizedTest
  @MethodSource("everyType")
  void readsAMessageWithoutItsOptionalFields(MessageType<?> type) throws IOException {
    ObjectNode lacking = golden(type);
    for (RecordComponent field : type.record().getRecordComponents()) {
      if (isOptional(field)) {
        lacking.remove(name(field));
      }
    }

    assertThat(codec.read(type, envelope(type, lacking))).isNotNull();
  }

  @Test
  void readsACheckOfTheTimeWhenEveryItemWasProbed() throws IOException {
    ObjectNode early = golden(MessageType.CHECK);
    ((ObjectNode) early.get("probe")).remove("nature");

    assertThat(codec.read(MessageType.CHECK, envelope(MessageType.CHECK, early)))
        .isEqualTo(Samples.of(MessageType.CHECK));
  }

  @Test
  void refusesAMessageUnderTheKeyOfAnotherItem() throws IOException {
    Envelope own = envelope(MessageType.RESULT, golden(MessageType.RESULT));
    Envelope misplaced = new Envelope("other/production/CH-089", own.headers(), own.json());

    assertThatThrownBy(() -> codec.read(MessageType.RESULT, misplaced))
        .isInstanceOf(WireFormatException.class)
        .hasMessage("key: must be \"chrona/production/CH-089\", was \"other/production/CH-089\"");
  }

  @Test
  void namesEachTypeOnce() {
    List<String> names = MessageType.all().stream().map(MessageType::eventType).toList();

    assertThat(names).doesNotHaveDuplicates();
  }

  private <T> Envelope write(MessageType<T> type) {
    return codec.write(type, Samples.of(type), NOW);
  }

  private static List<String> required(MessageType<?> type) {
    return Stream.of(type.record().getRecordComponents())
        .filter(field -> !isOptional(field))
        .map(GoldenMessagesTest::name)
        .toList();
  }

  private static boolean isOptional(RecordComponent field) {
    return field.getType() == Optional.class
        || field.getAccessor().isAnnotationPresent(JsonSetter.class);
  }

  private static String name(RecordComponent field) {
    JsonProperty sentAs = field.getAccessor().getAnnotation(JsonProperty.class);
    return sentAs == null ? field.getName() : sentAs.value();
  }

  private static Envelope withType(MessageType<?> type, String eventType) throws IOException {
    Envelope own = envelope(type, golden(type));
    Map<String, String> headers = new HashMap<>(own.headers());
    headers.put("ce_type", eventType);
    return new Envelope(own.key(), headers, own.json());
  }

  private static <T> Envelope envelope(MessageType<T> type, ObjectNode json) {
    return envelope(type.key().apply(Samples.of(type)), type, json);
  }

  private static Envelope envelope(String key, MessageType<?> type, ObjectNode json) {
    return new Envelope(key, Map.of("ce_type", type.eventType()), json.toString());
  }

  private static String file(MessageType<?> type) {
    return type.name() + ".v" + type.major() + ".json";
  }

  private static ObjectNode golden(MessageType<?> type) throws IOException {
    return golden(file(type));
  }

  private static ObjectNode golden(String name) throws IOException {
    try (InputStream file = GoldenMessagesTest.class.getResourceAsStream("/golden/" + name)) {
      assertThat(file).as("golden file golden/%s", name).isNotNull();
      return (ObjectNode) JSON.readTree(new String(file.readAllBytes(), UTF_8));
    }
  }
}
