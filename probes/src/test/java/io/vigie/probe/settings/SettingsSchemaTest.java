package io.vigie.probe.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsSchemaTest {

  enum Mood {
    CALM,
    VERY_LOUD
  }

  record Inner(@ShortForm @Setting("A name.") String name, Optional<Long> size) {}

  record Level(@ShortForm(only = true) @Limit(least = 1, most = 9) int value) {}

  record Outer(
      @Setting("A word.") @Limit(pattern = "[a-z]+") String word,
      @Setting(value = "How long.", byDefault = "1m30s") Duration span,
      @Setting(value = "How high.", byDefault = "3") Level level,
      Optional<Mood> mood,
      Optional<Inner> inner,
      List<String> tags,
      Map<String, Boolean> flags) {}

  record InWords(@Setting(value = "A port.", byDefault = "5432 for some") Optional<Integer> port) {}

  record Itself(Optional<Itself> below) {}

  static final class Other {
    record Inner(String name) {}
  }

  private final SettingsSchema schemas = new SettingsSchema();

  @Test
  void tellsRequiredKeysAndRefusesOthers() {
    ObjectNode schema = schemas.object(Outer.class);

    assertThat(schema.get("required")).hasSize(1);
    assertThat(schema.get("required").get(0).asText()).isEqualTo("word");
    assertThat(schema.get("additionalProperties").asBoolean(true)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "word  | {'description':'A word.','anyOf':[{'type':'string','pattern':'^(?:[a-z]+)$'},"
            + "{'$ref':'#/$defs/reference'}]}",
        "span  | {'description':'How long.','anyOf':[{'$ref':'#/$defs/duration'},"
            + "{'$ref':'#/$defs/reference'}],'default':'1m30s'}",
        "level | {'description':'How high.','anyOf':[{'type':'integer','minimum':1,'maximum':9},"
            + "{'$ref':'#/$defs/reference'}],'default':3}",
        "mood  | {'anyOf':[{'enum':['calm','very-loud']},{'$ref':'#/$defs/reference'}]}",
        "inner | {'oneOf':[{'type':'string'},{'$ref':'#/$defs/inner'}]}",
        "tags  | {'type':'array','items':{'type':'string'}}",
        "flags | {'type':'object','additionalProperties':{'anyOf':[{'type':'boolean'},"
            + "{'$ref':'#/$defs/reference'}]}}"
      },
      quoteCharacter = '"')
  void describesEachShape(String key, String expected) throws Exception {
    JsonNode property = schemas.object(Outer.class).get("properties").get(key);

    assertThat(new ObjectMapper().readTree(property.toString()))
        .isEqualTo(new ObjectMapper().readTree(expected.replace('\'', '"')));
  }

  @Test
  void leavesOutADefaultThatIsSaidInWords() {
    assertThat(schemas.object(InWords.class).at("/properties/port").has("default")).isFalse();
  }

  @Test
  void definesARecordThatContainsItself() {
    assertThat(schemas.value(Itself.class)).hasToString("{\"$ref\":\"#/$defs/itself\"}");
    assertThat(schemas.definitions().at("/itself/properties/below/$ref").asText())
        .isEqualTo("#/$defs/itself");
  }

  @Test
  void refusesTwoRecordsOfOneName() {
    schemas.value(Inner.class);

    assertThatThrownBy(() -> schemas.value(Other.Inner.class))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("two are Inner");
  }

  @ParameterizedTest
  @CsvSource({"250ms, true", "1h30m, true", "0s, true", "'', false", "10, false", "10s5m, false"})
  void aDurationMatchesItsPatternWhereItCanBeRead(String text, boolean is) {
    assertThat(text.matches(DurationText.PATTERN)).isEqualTo(is);
    assertThat(DurationText.parse(text).isPresent()).isEqualTo(is);
  }
}
