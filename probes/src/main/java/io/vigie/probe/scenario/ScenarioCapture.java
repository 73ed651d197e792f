package io.vigie.probe.scenario;

import io.vigie.probe.settings.InvalidSetting;
import io.vigie.probe.settings.Setting;
import java.util.Optional;
import java.util.stream.Stream;

/** Where an answer has something to remember. */
public record ScenarioCapture(
    @Setting("A place of the JSON answer, such as items[0].id.") Optional<String> json,
    @Setting("A header.") Optional<String> header,
    @Setting("A cookie of the session.") Optional<String> cookie,
    @Setting("An element of the page, by its CSS selector.") Optional<String> css,
    @Setting("The attribute of the element; its value or text where absent.")
        Optional<String> attribute,
    @Setting("A pattern (RE2) in what was found, or in the body; its first group counts.")
        Optional<String> regex,
    @Setting(
            value = "Whether messages may show it; what is captured is hidden like a secret.",
            byDefault = "false")
        boolean shown) {

  public ScenarioCapture {
    long sources = Stream.of(json, header, cookie, css).filter(Optional::isPresent).count();
    if (sources > 1 || (sources == 0 && regex.isEmpty())) {
      throw new IllegalArgumentException("must have one of json, header, cookie, css, or a regex");
    }
    if (attribute.isPresent() && css.isEmpty()) {
      throw new InvalidSetting("attribute", "must be with css");
    }
    json.ifPresent(path -> ScenarioLogin.requirePath("json", path));
    css.ifPresent(selector -> Selectors.requireValid("css", selector));
    regex.ifPresent(Selectors::requirePattern);
  }
}
