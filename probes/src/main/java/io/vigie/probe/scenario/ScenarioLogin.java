package io.vigie.probe.scenario;

import io.vigie.probe.settings.InvalidSetting;
import io.vigie.probe.settings.Setting;
import java.util.Map;
import java.util.Optional;

/** How one logs in, and how one tells that it has succeeded. */
public record ScenarioLogin(
    @Setting("The page with the form; a redirect to it counts as a refusal.") Optional<String> page,
    @Setting("The form by its CSS selector; the one that asks for a password where absent.")
        Optional<String> form,
    @Setting("Where user and password are sent; where absent, where the form says.")
        Optional<String> post,
    @Setting(value = "How they are sent.", byDefault = "form") ScenarioEncoding encoding,
    @Setting(value = "The field of the user.", byDefault = "username") String userField,
    @Setting(value = "The field of the password.", byDefault = "password") String passwordField,
    @Setting("Further fields to send.") Map<String, String> also,
    @Setting("Where the JSON answer has the token that is sent as a bearer token from then on.")
        Optional<String> bearerFrom,
    @Setting("A page that opens for whoever has logged in and for nobody else.") String opens) {

  public ScenarioLogin {
    also = Map.copyOf(also);
    if (page.isEmpty() && post.isEmpty()) {
      throw new IllegalArgumentException("must have a page with a form, or post, or both");
    }
    form.ifPresent(selector -> Selectors.requireValid("form", selector));
    bearerFrom.ifPresent(path -> requirePath("bearerFrom", path));
  }

  static void requirePath(String component, String path) {
    try {
      var _ = JsonPath.parse(path);
    } catch (IllegalArgumentException e) {
      throw new InvalidSetting(component, e.getMessage());
    }
  }
}
