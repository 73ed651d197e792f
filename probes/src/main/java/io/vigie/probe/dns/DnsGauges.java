package io.vigie.probe.dns;

import io.vigie.probe.Observation;
import io.vigie.probe.gauge.Blackbox;
import io.vigie.probe.gauge.Gauge;
import io.vigie.probe.gauge.Gauges;
import java.util.List;

/**
 * What is measured of answers, in the words of blackbox_exporter; of the first resolver. The serial
 * of the zone is there where it was asked for, with the type SOA.
 */
final class DnsGauges {

  private DnsGauges() {}

  /** The question is one datagram: to connect takes no time. */
  static List<Gauge> of(Observation seen) {
    Gauges gauges = Gauges.of(seen);
    gauges
        .phase(Blackbox.DNS_DURATION, "resolve", "resolve")
        .phase(Blackbox.DNS_DURATION, "connect")
        .phase(Blackbox.DNS_DURATION, "request", DnsRun.QUERY.word())
        .add(Blackbox.DNS_ANSWERS, gauges.number("answerRecords"))
        .add(Blackbox.DNS_AUTHORITIES, gauges.number("authorityRecords"))
        .add(Blackbox.DNS_ADDITIONALS, gauges.number("additionalRecords"))
        .add(Blackbox.DNS_SUCCEEDED, seen instanceof Observation.Seen ? 1 : 0);
    gauges.measured(DnsVocabulary.SERIAL).ifPresent(at -> gauges.add(Blackbox.DNS_SERIAL, at));
    return gauges.list();
  }
}
