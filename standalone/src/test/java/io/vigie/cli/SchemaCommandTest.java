package io.vigie.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class SchemaCommandTest {

  private static final Path SHIPPED = Path.of("../docs/reference/checklist.schema.json");

  @Test
  void printsASchemaAndNothingElse() throws Exception {
    var call = Invocation.of("schema");

    assertThat(call.exitCode()).isZero();
    assertThat(call.err()).isEmpty();
    var schema = new ObjectMapper().readTree(call.out());
    assertThat(schema.get("$schema").asText())
        .isEqualTo("https://json-schema.org/draft/2020-12/schema");
    assertThat(schema.at("/$defs/item/properties").has("http")).isTrue();
  }

  @Test
  void printsTheSchemaThatIsShipped() throws Exception {
    assertThat(Invocation.of("schema").out())
        .as("to renew it: ./vigie schema > docs/reference/checklist.schema.json")
        .isEqualToNormalizingNewlines(Files.readString(SHIPPED));
  }

  @Test
  void takesNoArgument() {
    assertThat(Invocation.of("schema", "checklists").exitCode()).isEqualTo(2);
  }
}
