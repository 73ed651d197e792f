package io.vigie.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** JSON for a person to read, the same on every system. */
final class PrettyJson {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private PrettyJson() {}

  static String of(JsonNode json) throws JsonProcessingException {
    var lines = new DefaultIndenter("  ", "\n");
    var printer = new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines);
    return MAPPER.writer(printer).writeValueAsString(json);
  }
}
