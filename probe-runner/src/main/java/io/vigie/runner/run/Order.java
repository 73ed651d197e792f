package io.vigie.runner.run;

import io.vertx.core.Future;
import io.vigie.probe.Observation;
import io.vigie.probe.ProbeContext;
import io.vigie.probe.ProbeKind;
import io.vigie.probe.gauge.Gauge;
import java.util.List;
import java.util.Optional;

/** A probe order that was read: a kind with its settings and what is expected. */
record Order<S extends Record>(ProbeKind<S> kind, S settings, Expected expected) {

  Future<Observation> observe(ProbeContext context) {
    return kind.observe(settings, context);
  }

  /** The host that is looked at, where the kind can tell. */
  Optional<String> target() {
    return kind.target(settings);
  }

  /** What is looked at, as its author wrote it: a URL, an address, a name. */
  String instance() {
    return Instances.of(settings).or(this::target).orElse("");
  }

  List<Gauge> gauges(Observation seen) {
    return kind.gauges(seen);
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
