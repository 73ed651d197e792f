package io.vigie.probe.tcp;

import io.vigie.contract.result.Outcome.Failure;
import io.vigie.probe.Observation;
import io.vigie.probe.gauge.Blackbox;
import io.vigie.probe.gauge.Gauge;
import io.vigie.probe.gauge.Gauges;
import java.util.List;

/** What is measured of connections, in the words of blackbox_exporter. */
final class TcpGauges {

  private TcpGauges() {}

  /** A dialogue that goes otherwise than written is what a regex is there. */
  static List<Gauge> of(Observation seen) {
    boolean mismatch =
        seen instanceof Observation.Failed(Failure failure, var _)
            && failure.phase().equals(TcpVocabulary.DIALOGUE.word());
    return Gauges.of(seen).add(Blackbox.FAILED_BY_REGEX, mismatch ? 1 : 0).list();
  }
}
