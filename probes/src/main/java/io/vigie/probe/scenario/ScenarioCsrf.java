package io.vigie.probe.scenario;

import io.vigie.probe.settings.InvalidSetting;
import io.vigie.probe.settings.Setting;
import io.vigie.probe.web.RequestRules;
import java.util.Optional;

/** How writes that no form sends prove that they come from a page of the application. */
public record ScenarioCsrf(
    @Setting(value = "The header with the token.", byDefault = "X-CSRFToken") String header,
    @Setting("The cookie whose value every write repeats in the header.") Optional<String> cookie) {

  static final ScenarioCsrf USUAL = new ScenarioCsrf("X-CSRFToken", Optional.empty());

  public ScenarioCsrf {
    if (!RequestRules.isHeaderName(header)) {
      throw new InvalidSetting("header", "must be an HTTP token, was \"" + header + '"');
    }
  }
}
