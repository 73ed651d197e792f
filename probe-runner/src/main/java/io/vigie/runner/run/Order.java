package io.vigie.runner.run;

import io.vertx.core.Future;
import io.vigie.probe.Observation;
import io.vigie.probe.ProbeContext;
import io.vigie.probe.ProbeKind;
import io.vigie.probe.gauge.Gauge;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A probe order that was read: a kind with its settings and what is expected. Immutable: the runs
 * of a check share one.
 *
 * @param target the host that is looked at, where the kind can tell
 * @param instance what is looked at, as its author wrote it: a URL, an address, a name
 */
record Order<S extends Record>(
    ProbeKind<S> kind, S settings, Expected expected, Optional<String> target, String instance) {

  static <S extends Record> Order<S> of(ProbeKind<S> kind, S settings, Expected expected) {
    Optional<String> target = kind.target(settings);
    String instance = Instances.of(settings).or(() -> target).orElse("");
    return new Order<>(kind, settings, expected, target, instance);
  }

  Future<Observation> observe(ProbeContext context) {
    return kind.observe(settings, context);
  }

  List<Gauge> gauges(Observation seen) {
    return kind.gauges(seen);
  }

  Set<String> failuresOfTime() {
    return kind.failuresOfTime();
  }

  /** An order that this runner cannot read; the message says why. */
  static final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;

    Unreadable(String code, String message) {
      super(message);
      this.code = code;
    }

    String code() {
      return code;
    }
  }
}
