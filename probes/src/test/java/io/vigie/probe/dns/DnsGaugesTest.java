package io.vigie.probe.dns;

import static io.vigie.probe.Observed.assertMet;
import static io.vigie.probe.Observed.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vigie.probe.Observation;
import io.vigie.probe.TestContext;
import io.vigie.probe.gauge.Gauge;
import io.vigie.testkit.dns.FakeDns;
import io.vigie.testkit.dns.Zone;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is measured of a DNS answer. */
class DnsGaugesTest {

  private static final DnsProbe PROBE = new DnsProbe();
  private static final byte[] ADDRESS = Zone.address("example.com", "203.0.113.7");
  private static final byte[] ZONE =
      Zone.soa("example.com", "ns1.example.com", "hostmaster.example.com", 4_026_112_100L);

  private static Vertx vertx;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void stop() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get();
  }

  @Test
  void theRecordsOfEachSectionAreCountedWithoutThatOfEdns() {
    Observation seen =
        answer(
            RecordType.A,
            Zone.records(ADDRESS, Zone.address("example.com", "203.0.113.8"))
                .authority(Zone.ns("example.com", "ns1.example.com"))
                .additional(
                    Zone.address("ns1.example.com", "203.0.113.53"),
                    Zone.address("ns1.example.com", "2001:db8::53"),
                    Zone.address("ns2.example.com", "203.0.113.54"),
                    Zone.edns()));

    assertThat(gauges(seen))
        .containsEntry("probe_dns_answer_rrs", 2.0)
        .containsEntry("probe_dns_authority_rrs", 1.0)
        .containsEntry("probe_dns_additional_rrs", 3.0)
        .containsEntry("probe_dns_query_succeeded", 1.0)
        .doesNotContainKey("probe_dns_serial");
  }

  @Test
  void theRecordsAreCountedOfAnAnswerThatFailsToo() {
    Observation seen = answer(RecordType.A, Zone.of(3).authority(ZONE));

    assertThat(failure(seen).code()).isEqualTo("dns-nxdomain");
    assertThat(gauges(seen))
        .containsEntry("probe_dns_answer_rrs", 0.0)
        .containsEntry("probe_dns_authority_rrs", 1.0)
        .containsEntry("probe_dns_query_succeeded", 0.0);
  }

  @Test
  void whatDoesNotFitADatagramIsCountedAsItCameOverTcp() {
    Observation seen =
        answer(
            RecordType.A,
            Zone.records(ADDRESS).authority(Zone.ns("example.com", "ns.example.com")).tooLong());

    assertThat(gauges(seen))
        .containsEntry("probe_dns_answer_rrs", 1.0)
        .containsEntry("probe_dns_authority_rrs", 1.0);
  }

  @Test
  void theSerialOfAZoneIsReadAndMeasured() {
    Observation seen = answer(RecordType.SOA, Zone.records(ZONE));

    assertMet(
        PROBE,
        seen,
        "records == ['ns1.example.com hostmaster.example.com 4026112100 7200 3600 1209600 300']",
        "soa.all(z, z.serial == 4026112100 && z.primary == 'ns1.example.com')",
        "soa.size() == 1 && soa[0].contact == 'hostmaster.example.com' && soa[0].expire =="
            + " days(14)");
    assertThat(gauges(seen)).containsEntry("probe_dns_serial", 4_026_112_100.0);
  }

  @Test
  void aSerialThatCannotBeHadIsZero() {
    assertThat(gauges(answer(RecordType.SOA, Zone.of(2)))).containsEntry("probe_dns_serial", 0.0);
  }

  @Test
  void aSectionThatEndsTooEarlyMakesAnAnswerMalformed() {
    byte[] cut = Zone.edns();
    Zone zone = Zone.records(ADDRESS).additional(java.util.Arrays.copyOf(cut, cut.length - 3));

    assertThat(failure(answer(RecordType.A, zone)).code()).isEqualTo("dns-malformed");
  }

  private static Observation answer(RecordType type, Zone zone) {
    try (FakeDns server = FakeDns.start().says("example.com", zone)) {
      DnsSettings settings =
          new DnsSettings("example.com", type, List.of("localhost:" + server.port()), false);
      return new TestContext(vertx, Duration.ofSeconds(10)).observe(PROBE, settings);
    }
  }

  private static Map<String, Double> gauges(Observation seen) {
    return DnsGauges.of(seen).stream()
        .filter(gauge -> gauge.labels().isEmpty())
        .collect(Collectors.toMap(gauge -> gauge.series().name(), Gauge::value));
  }
}
