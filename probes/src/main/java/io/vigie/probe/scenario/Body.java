package io.vigie.probe.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What a request carries: one of these, or nothing. */
record Body(
    Map<String, String> form,
    Optional<JsonNode> json,
    Map<String, ScenarioPart> multipart,
    Optional<String> text,
    Optional<String> contentType) {

  static final Body NONE =
      new Body(Map.of(), Optional.empty(), Map.of(), Optional.empty(), Optional.empty());

  Body {
    form = new LinkedHashMap<>(form);
    multipart = new LinkedHashMap<>(multipart);
  }

  long kinds() {
    return Stream.of(!form.isEmpty(), json.isPresent(), !multipart.isEmpty(), text.isPresent())
        .filter(Boolean::booleanValue)
        .count();
  }
}
