package io.vigie.probe.tls;

import io.vigie.probe.Observation;
import io.vigie.probe.gauge.Blackbox;
import io.vigie.probe.gauge.Gauge;
import io.vigie.probe.gauge.Gauges;
import java.util.List;

/** What is measured of a handshake, in the words of blackbox_exporter. */
final class TlsGauges {

  private TlsGauges() {}

  static List<Gauge> of(Observation seen) {
    Gauges gauges = Gauges.of(seen).add(Blackbox.FAILED_BY_REGEX, 0);
    String version = gauges.text("version");
    return version.isEmpty() ? gauges.list() : gauges.tls(version, gauges.text("cipher")).list();
  }
}
