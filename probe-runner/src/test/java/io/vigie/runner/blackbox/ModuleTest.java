package io.vigie.runner.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.contract.check.ProbeOrder;
import io.vigie.probe.ProbeKind;
import io.vigie.probe.ProbeKinds;
import io.vigie.probe.settings.SettingsReader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModuleTest {

  @Test
  void everyBuiltInModuleIsAKindWithSettingsThatItTakes() {
    ProbeKinds kinds = ProbeKinds.discovered();
    Module.builtIn(Map.of())
        .forEach(
            (name, module) -> {
              String target = module.target().equals("host") ? "app.example" : "app.example:443";
              ProbeOrder order = module.order(target, Duration.ofSeconds(5));
              ProbeKind<?> kind = kinds.find(order.kind()).orElseThrow();
              assertThat(SettingsReader.of(kind.settings()).read(order.settings()))
                  .as(name)
                  .isNotNull();
            });
  }

  @Test
  void aTargetWithoutASchemeIsAskedByHttp() {
    Module http = Module.builtIn(Map.of()).get("http_2xx");

    assertThat(http.order("app.example/x", Duration.ofSeconds(1)).settings().get("url").asText())
        .isEqualTo("http://app.example/x");
    assertThat(
            http.order("https://a.example", Duration.ofSeconds(1)).settings().get("url").asText())
        .isEqualTo("https://a.example");
  }

  @Test
  void modulesMayBeReplacedAndAdded() {
    Module own = new Module("tcp", "{}", "address", List.of("state == \"open\""));

    assertThat(Module.builtIn(Map.of("http_2xx", own, "mine", own)))
        .containsEntry("http_2xx", own)
        .containsEntry("mine", own)
        .containsKey("icmp");
  }

  /** The caller says who is asked: he would be told. */
  @Test
  void noSecretIsWithinReach() {
    assertThatThrownBy(
            () -> new Module("http", "{\"headers\":{\"a\":\"${secret:TOKEN}\"}}", "url", List.of()))
        .hasMessageStartingWith("vigie.runner.blackbox.modules: settings must hold no secret");
    assertThatThrownBy(() -> new Module("http", "[]", "url", List.of()))
        .hasMessage("vigie.runner.blackbox.modules: settings must be a JSON object, were []");
  }
}
