package io.vigie.probe.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The texts of a step that may hold names. */
final class StepTexts {

  private StepTexts() {}

  static Stream<String> of(ScenarioStep step) {
    return Stream.of(
            urls(step),
            step.headers().values().stream(),
            step.bearer().stream(),
            step.csrf().stream(),
            step.form().values().stream(),
            step.body().stream(),
            step.json().stream().flatMap(StepTexts::texts),
            step.multipart().values().stream().flatMap(part -> part.text().stream()),
            step.submit().stream().flatMap(form -> form.fields().values().stream()),
            step.tries().stream(),
            step.jwt().stream().flatMap(StepTexts::token),
            step.forge().stream().flatMap(StepTexts::forge))
        .flatMap(texts -> texts);
  }

  private static Stream<String> token(ScenarioToken token) {
    return Stream.concat(Stream.of(token.of()), token.publicKey().stream());
  }

  private static Stream<String> forge(ScenarioForge forge) {
    return Stream.concat(forge.publicKey().stream(), forge.known().stream());
  }

  private static Stream<String> texts(JsonNode json) {
    return json.isTextual()
        ? Stream.of(json.asText())
        : StreamSupport.stream(json.spliterator(), false).flatMap(StepTexts::texts);
  }

  /** The texts that lead somewhere. */
  static Stream<String> urls(ScenarioStep step) {
    return switch (step.deed()) {
      case Deed.Request(_, String url) -> Stream.of(url);
      case Deed.Submit(ScenarioSubmit form) -> Stream.of(form.page());
      case Deed.Matrix(var routes) ->
          routes.keySet().stream().map(route -> route.substring(route.indexOf(' ') + 1));
      case Deed.Login _, Deed.Tries _, Deed.Pause _, Deed.Token _ ->
          Optional.<String>empty().stream();
    };
  }
}
