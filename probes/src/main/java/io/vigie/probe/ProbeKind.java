package io.vigie.probe;

import io.vertx.core.Future;
import io.vigie.contract.check.Effect;
import io.vigie.probe.expect.Vocabulary;
import io.vigie.probe.gauge.Gauge;
import io.vigie.probe.gauge.Gauges;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A way to look at a target. An implementation is stateless and thread-safe, has a public
 * constructor without parameters, and is named in {@code META-INF/services}.
 */
public interface ProbeKind<S extends Record> {

  /** The key under which a checklist uses this kind, such as {@code http}. */
  String name();

  /**
   * The settings a checklist gives; see {@link io.vigie.probe.settings.Setting} for how they are
   * read.
   */
  Class<S> settings();

  /** What an expectation may speak of. */
  Vocabulary vocabulary();

  /** What is expected when the author expects nothing in particular. */
  List<String> defaultExpectations(S settings);

  /**
   * The host that these settings look at, in lower case, where it can be told without revealing a
   * secret; what may lock a target out is kept away from other probes of the same one.
   */
  default Optional<String> target(S settings) {
    return Optional.empty();
  }

  /**
   * What an attempt measured, in the words of blackbox_exporter: of a target that failed, too.
   * Whether it passed and how long it took is not the kind's to say. Asked for after each attempt,
   * so it must be quick.
   */
  default List<Gauge> gauges(Observation seen) {
    return Gauges.of(seen).list();
  }

  /**
   * The codes of failures that a runner without a processor to spare may have brought about itself,
   * because something did not come in time. Timeouts count as such without being named here.
   */
  default Set<String> failuresOfTime() {
    return Set.of();
  }

  /**
   * What looking with these settings does to the target, where that is not nothing; an author who
   * uses them must declare it, since each effect has its own limits.
   */
  default Optional<Effect> effect(S settings) {
    return Optional.empty();
  }

  /**
   * Looks once. Never fails the future for an expected bad target: that is an {@link
   * Observation.Failed}. Everything that holds a connection is handed to {@link
   * ProbeContext#closeAtDeadline}, because the deadline is enforced by closing.
   */
  Future<Observation> observe(S settings, ProbeContext context);
}
