package io.vigie.scheduler.checklist;

import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import io.vertx.core.Future;
import io.vigie.contract.check.Effect;
import io.vigie.probe.Observation;
import io.vigie.probe.ProbeContext;
import io.vigie.probe.ProbeKind;
import io.vigie.probe.expect.Vocabulary;
import io.vigie.probe.settings.InvalidSetting;
import io.vigie.probe.settings.Setting;
import io.vigie.probe.settings.ShortForm;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Kinds for tests: what a checklist needs of a kind, without a probe. */
public record TestKind(String name) implements ProbeKind<TestKind.Settings> {

  /** Two kinds, so that an item can name one too many. */
  public static final List<TestKind> ALL = List.of(new TestKind("http"), new TestKind("tls"));

  /** An address that breaks the reader. */
  public static final String TOO_DEEP = "https://too-deep.example";

  /** An address that is loaded by looking. */
  public static final String LOADED = "https://loads.example/";

  /** Settings with a short form and a rule. */
  public record Settings(
      @ShortForm @Setting("Where to look.") String url,
      @Setting(value = "How to ask.", byDefault = "GET") String method,
      Optional<Integer> port,
      Map<String, String> headers) {

    public Settings {
      if (!isWebAddress(url)) {
        throw new InvalidSetting("url", "must be an http or https URL, was \"" + url + "\"");
      }
    }

    private static boolean isWebAddress(String url) {
      try {
        return new URI(url).getScheme() != null && url.startsWith("http");
      } catch (java.net.URISyntaxException e) {
        return false;
      }
    }
  }

  @Override
  public Class<Settings> settings() {
    return Settings.class;
  }

  @Override
  public Vocabulary vocabulary() {
    return new Vocabulary(Map.of("status", word(SimpleType.INT), "body", word(SimpleType.STRING)));
  }

  private static Vocabulary.Word word(CelType type) {
    return new Vocabulary.Word(type, "A value.");
  }

  @Override
  public List<String> defaultExpectations(Settings settings) {
    if (settings.url().equals(TOO_DEEP)) {
      throw new StackOverflowError("too deep");
    }
    return List.of("status >= 200 && status < 300");
  }

  @Override
  public Optional<Effect> effect(Settings settings) {
    return Optional.of(Effect.LOADS).filter(_ -> settings.url().equals(LOADED));
  }

  @Override
  public Future<Observation> observe(Settings settings, ProbeContext context) {
    return Future.failedFuture("not for looking");
  }
}
