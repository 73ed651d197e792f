package io.vigie.probe.line;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Vertx;
import io.vigie.probe.Observation;
import io.vigie.probe.ProbeKind;
import io.vigie.probe.TestContext;
import io.vigie.probe.settings.SettingsReader;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** How tests of kinds that hold conversations look: settings as an author writes them. */
public final class Looking implements AutoCloseable {

  public static final Duration PATIENT = Duration.ofSeconds(10);

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Vertx vertx = Vertx.vertx();

  /** Looks once, with the secrets given. */
  public <S extends Record> Observation at(
      ProbeKind<S> kind, String settings, Map<String, String> secrets) {
    return at(kind, settings, secrets, PATIENT);
  }

  public <S extends Record> Observation at(ProbeKind<S> kind, String settings) {
    return at(kind, settings, Map.of(), PATIENT);
  }

  public <S extends Record> Observation at(ProbeKind<S> kind, String settings, Duration timeout) {
    return at(kind, settings, Map.of(), timeout);
  }

  private <S extends Record> Observation at(
      ProbeKind<S> kind, String settings, Map<String, String> secrets, Duration timeout) {
    TestContext context = new TestContext(vertx, timeout);
    secrets.forEach(context::secret);
    return context.observe(kind, settings(kind, settings));
  }

  public Vertx vertx() {
    return vertx;
  }

  /** Settings from YAML. */
  public static <S extends Record> S settings(ProbeKind<S> kind, String yaml) {
    Load load = new Load(LoadSettings.builder().build());
    return SettingsReader.of(kind.settings()).read(JSON.valueToTree(load.loadFromString(yaml)));
  }

  @Override
  public void close() {
    try {
      vertx.close().toCompletionStage().toCompletableFuture().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }
}
