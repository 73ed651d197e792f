package io.vigie.probe.scenario;

import io.vigie.probe.settings.Setting;
import java.util.Map;
import java.util.Optional;

/** A form of a page, filled in and sent as a browser does it, with its hidden fields. */
public record ScenarioSubmit(
    @Setting("The page with the form.") String page,
    @Setting("The form by its CSS selector; the one that asks for a password where absent.")
        Optional<String> form,
    @Setting("What is filled in, by the names of the fields.") Map<String, String> fields) {

  public ScenarioSubmit {
    fields = Map.copyOf(fields);
    form.ifPresent(selector -> Selectors.requireValid("form", selector));
  }
}
