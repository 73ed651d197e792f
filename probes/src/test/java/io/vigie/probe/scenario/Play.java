package io.vigie.probe.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Vertx;
import io.vigie.probe.Observation;
import io.vigie.probe.TestContext;
import io.vigie.probe.settings.SettingsReader;
import io.vigie.testkit.app.WebApp;
import io.vigie.testkit.tls.TestAuthority;
import io.vigie.testkit.tls.TlsIdentity;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** How the tests of this package play scenarios that are written as an author writes them. */
final class Play {

  static final String GUEST = "gu3st-of-one-day";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TlsIdentity IDENTITY =
      TestAuthority.create(InstantSource.system()).issue("localhost");

  private Play() {}

  static WebApp app() {
    return WebApp.start(IDENTITY, InstantSource.system());
  }

  /** A checklist of the folder of this kind. */
  static String checklist(String name) {
    try (InputStream file = Play.class.getResourceAsStream(name + ".yaml")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ScenarioSettings settings(String yaml, int port) {
    Load load = new Load(LoadSettings.builder().build());
    JsonNode document =
        JSON.valueToTree(load.loadFromString(yaml.replace("${port}", String.valueOf(port))));
    return SettingsReader.of(ScenarioSettings.class).read(document.get("scenario"));
  }

  static TestContext context(Vertx vertx, Duration timeout) {
    return new TestContext(vertx, timeout)
        .secret("PASSWORD", WebApp.PASSWORD)
        .secret("INSTALLER", "admin123")
        .secret("GUEST", GUEST);
  }

  static Observation play(TestContext context, ScenarioSettings settings) {
    return context.observe(new ScenarioProbe(), settings);
  }
}
