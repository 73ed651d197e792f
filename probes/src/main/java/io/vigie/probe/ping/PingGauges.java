package io.vigie.probe.ping;

import io.vigie.probe.Observation;
import io.vigie.probe.gauge.Blackbox;
import io.vigie.probe.gauge.Gauge;
import io.vigie.probe.gauge.Gauges;
import java.util.List;

/** What is measured of answers, in the words of blackbox_exporter. */
final class PingGauges {

  private PingGauges() {}

  /** Of several tries the mean; to set one up takes no time of its own. */
  static List<Gauge> of(Observation seen) {
    Gauges gauges = Gauges.of(seen);
    return gauges
        .phase(Blackbox.ICMP_DURATION, "resolve", "resolve")
        .phase(Blackbox.ICMP_DURATION, "setup")
        .add(Blackbox.ICMP_DURATION, gauges.number("averageSeconds"), "rtt")
        .list();
  }
}
