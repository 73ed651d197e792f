package io.vigie.probe.dns;

import static io.vigie.probe.Observed.assertMet;
import static io.vigie.probe.Observed.blind;
import static io.vigie.probe.Observed.failure;
import static io.vigie.probe.Observed.judgedByDefault;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vigie.contract.result.Outcome.Failure;
import io.vigie.contract.result.Outcome.Unmet;
import io.vigie.probe.Observation;
import io.vigie.probe.ProbeContext.TargetRefused;
import io.vigie.probe.TestContext;
import io.vigie.testkit.dns.FakeDns;
import io.vigie.testkit.dns.Zone;
import io.vigie.testkit.target.DeafPort;
import java.net.UnknownHostException;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DnsProbeTest {

  private static final Duration PATIENT = Duration.ofSeconds(10);
  private static final Duration SHORT = Duration.ofMillis(600);
  private static final DnsProbe PROBE = new DnsProbe();

  private static Vertx vertx;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void stop() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get();
  }

  private static Observation ask(DnsSettings settings, Duration timeout) {
    return new TestContext(vertx, timeout).observe(PROBE, settings);
  }

  private static DnsSettings of(RecordType type, FakeDns... servers) {
    return new DnsSettings("example.com", type, places(servers), false);
  }

  private static DnsSettings absent(FakeDns... servers) {
    return new DnsSettings("example.com", RecordType.A, places(servers), true);
  }

  private static List<String> places(FakeDns... servers) {
    return Arrays.stream(servers).map(server -> "localhost:" + server.port()).toList();
  }

  private static Observation answer(RecordType type, byte[]... records) {
    try (FakeDns server = FakeDns.start().says("example.com", Zone.records(records))) {
      return ask(of(type, server), PATIENT);
    }
  }

  private static Failure failed(Zone zone) {
    try (FakeDns server = FakeDns.start().says("example.com", zone)) {
      Failure failure = failure(ask(of(RecordType.A, server), SHORT));
      assertThat(failure.phase()).isEqualTo("query");
      return failure;
    }
  }

  @Test
  void readsAddresses() {
    assertMet(
        PROBE,
        answer(
            RecordType.A,
            Zone.address("example.com", "203.0.113.8"),
            Zone.address("example.com", "203.0.113.7")),
        "records == ['203.0.113.7', '203.0.113.8'] && rcode == 'NOERROR' && consistent",
        "ttl == minutes(5) && !tcp && !authentic && aliases == []",
        "duration > millis(0) && phases.query > millis(0) && age(now) == seconds(0)");
    assertMet(
        PROBE,
        answer(RecordType.AAAA, Zone.address("example.com", "2001:db8::7")),
        "records == ['2001:db8::7']");
  }

  @Test
  void readsMailExchangers() {
    assertMet(
        PROBE,
        answer(
            RecordType.MX,
            Zone.mx("example.com", 20, "b.example.com"),
            Zone.mx("example.com", 10, "a.example.com")),
        "records == ['10 a.example.com', '20 b.example.com']",
        "mx.exists(m, m.preference == 10 && m.exchange == 'a.example.com') && caa == []");
  }

  @Test
  void readsAuthorities() {
    assertMet(
        PROBE,
        answer(RecordType.CAA, Zone.caa("example.com", 128, "issue", "letsencrypt.org")),
        "records == ['128 issue \"letsencrypt.org\"'] && mx == []",
        "caa.all(c, c.critical && c.tag == 'issue' && c.value == 'letsencrypt.org')");
  }

  @Test
  void readsNameServersAndAliases() {
    assertMet(
        PROBE,
        answer(RecordType.NS, Zone.ns("example.com", "NS1.example.net")),
        "records == ['ns1.example.net']");
    assertMet(
        PROBE,
        answer(RecordType.CNAME, Zone.cname("example.com", "www.example.net")),
        "records == ['www.example.net'] && aliases == []");
    assertMet(
        PROBE,
        answer(
            RecordType.A,
            Zone.cname("example.com", "a.example.net"),
            Zone.cname("a.example.net", "b.example.net"),
            Zone.address("b.example.net", "203.0.113.7")),
        "records == ['203.0.113.7'] && aliases == ['a.example.net', 'b.example.net']");
  }

  @Test
  void followsNamesThatPointBack() {
    byte[] pointing = Zone.record("example.com", 15, 60, new byte[] {0, 10, (byte) 0xc0, 12});

    assertMet(PROBE, answer(RecordType.MX, pointing), "records == ['10 example.com']");
  }

  @Test
  void readsSenderPolicies() {
    assertMet(
        PROBE,
        answer(
            RecordType.TXT,
            Zone.txt("example.com", "site-verification=abc"),
            Zone.txt(
                "example.com",
                "v=spf1 mx a:b.example.com include:x.example ip4:192.0.2.0/24 -all")),
        "spf.count == 1 && spf.all == 'fail' && spf.lookups == 3",
        "spf.mechanisms[0] == 'mx' && size(records) == 2 && dmarc.count == 0 && !dkim.present");
    assertMet(
        PROBE,
        answer(RecordType.TXT, Zone.txt("example.com", "v=spf10 -all")),
        "spf.count == 0 && spf.all == '' && spf.mechanisms == []");
    assertMet(
        PROBE,
        answer(
            RecordType.TXT,
            Zone.txt("example.com", "v=spf1 ~all"),
            Zone.txt("example.com", "v=spf1 +all")),
        "spf.count == 2");
  }

  @Test
  void readsKeysOfMail() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    String key =
        Base64.getEncoder().encodeToString(generator.generateKeyPair().getPublic().getEncoded());

    assertMet(
        PROBE,
        answer(RecordType.TXT, Zone.txt("example.com", "v=DKIM1; k=rsa; p=" + key)),
        "dkim.present && dkim.keyType == 'rsa' && dkim.keyBits == 2048",
        "!dkim.revoked && !dkim.testing && records[0].size() > 255");
    assertMet(
        PROBE,
        answer(RecordType.TXT, Zone.txt("example.com", "v=DKIM1; t=y; p=")),
        "dkim.present && dkim.revoked && dkim.testing && dkim.keyBits == 0");
    assertMet(
        PROBE,
        answer(RecordType.TXT, Zone.txt("example.com", "k=rsa; p=garbage!")),
        "dkim.present && dkim.keyBits == 0");
  }

  @Test
  void readsPoliciesOfMail() {
    assertMet(
        PROBE,
        answer(
            RecordType.TXT,
            Zone.txt(
                "example.com",
                "v=DMARC1; p=reject; pct=50; rua=mailto:a@example.com, mailto:b@example.com")),
        "dmarc.count == 1 && dmarc.policy == 'reject' && dmarc.subdomainPolicy == 'reject'",
        "dmarc.percent == 50",
        "dmarc.reportTo == ['mailto:a@example.com', 'mailto:b@example.com'] && !dkim.present");
    assertMet(
        PROBE,
        answer(RecordType.TXT, Zone.txt("example.com", "v=DMARC1;p=none;sp=quarantine")),
        "dmarc.policy == 'none' && dmarc.subdomainPolicy == 'quarantine' && dmarc.percent == 100");
  }

  @Test
  void tellsWhyThereIsNoAnswer() {
    assertThat(failed(Zone.of(3)).code()).isEqualTo("dns-nxdomain");
    assertThat(failed(Zone.of(2)).code()).isEqualTo("dns-servfail");
    assertThat(failed(Zone.of(5)).code()).isEqualTo("dns-refused");
    assertThat(failed(Zone.of(4)).code()).isEqualTo("dns-error");
    assertThat(failed(Zone.of(0)).code()).isEqualTo("dns-empty");
    assertThat(failed(Zone.silence()).code()).isEqualTo("dns-timeout");
    assertThat(failed(Zone.records(Zone.cname("example.com", "b.example"))).code())
        .isEqualTo("dns-empty");
    assertThat(
            failed(
                    Zone.records(
                        Zone.cname("example.com", "b.example"),
                        Zone.cname("b.example", "example.com")))
                .code())
        .isEqualTo("dns-cname-loop");
  }

  @Test
  void asksASilentResolverTwice() {
    try (FakeDns server = FakeDns.start().says("example.com", Zone.silence())) {
      TestContext context = new TestContext(vertx, SHORT);

      assertThat(failure(context.observe(PROBE, of(RecordType.A, server))).summary())
          .isEqualTo("127.0.0.1:" + server.port() + " did not answer");
      assertThat(context.elapsed()).isLessThan(SHORT.plusSeconds(1));
      assertThat(server.overUdp()).isEqualTo(2);
    }
  }

  @Test
  void tellsThatNobodyListens() {
    DnsSettings settings =
        new DnsSettings(
            "example.com", RecordType.A, List.of("localhost:" + DeafPort.refusing()), false);

    assertThat(failure(ask(settings, PATIENT)).code()).isEqualTo("resolver-unreachable");
  }

  @Test
  void takesTcpForWhatDoesNotFit() {
    byte[][] many =
        IntStream.range(0, 200)
            .mapToObj(i -> Zone.address("example.com", "10.0.0." + i))
            .toArray(byte[][]::new);
    try (FakeDns server = FakeDns.start().says("example.com", Zone.records(many).tooLong())) {
      assertMet(PROBE, ask(of(RecordType.A, server), PATIENT), "tcp && records.size() == 200");
      assertThat(server.overTcp()).isEqualTo(1);

      server.withoutTcp();
      assertThat(failure(ask(of(RecordType.A, server), PATIENT)).code()).isEqualTo("dns-truncated");
    }
  }

  @Test
  void comparesResolvers() {
    try (FakeDns one =
            FakeDns.start()
                .says("example.com", Zone.records(Zone.address("example.com", "203.0.113.7")));
        FakeDns other =
            FakeDns.start()
                .says("example.com", Zone.records(Zone.address("example.com", "203.0.113.8")))) {
      DnsSettings settings = of(RecordType.A, one, other);
      Observation observation = ask(settings, PATIENT);

      assertMet(
          PROBE,
          observation,
          "!consistent && records == ['203.0.113.7']",
          "answers.map(a, a.records[0]) == ['203.0.113.7', '203.0.113.8']",
          "answers.all(a, a.rcode == 'NOERROR' && a.ttl == minutes(5))");
      assertThat(judgedByDefault(PROBE, settings, observation))
          .extracting(Unmet::expression)
          .containsExactly("consistent");
      assertThat(
              judgedByDefault(
                  PROBE, of(RecordType.A, one), ask(of(RecordType.A, one, one), PATIENT)))
          .isEmpty();
    }
  }

  @Test
  void mayWantThatThereIsNothing() {
    try (FakeDns none = FakeDns.start();
        FakeDns empty = FakeDns.start().says("example.com", Zone.of(0));
        FakeDns there =
            FakeDns.start()
                .says("example.com", Zone.records(Zone.address("example.com", "203.0.113.7")));
        FakeDns broken = FakeDns.start().says("example.com", Zone.of(2))) {
      assertThat(judgedByDefault(PROBE, absent(none), ask(absent(none), PATIENT))).isEmpty();
      assertMet(PROBE, ask(absent(none), PATIENT), "rcode == 'NXDOMAIN'");
      assertThat(judgedByDefault(PROBE, absent(empty), ask(absent(empty), PATIENT))).isEmpty();
      assertThat(judgedByDefault(PROBE, absent(there), ask(absent(there), PATIENT)))
          .extracting(Unmet::expression)
          .containsExactly("records == []");
      assertThat(failure(ask(absent(broken), PATIENT)).code()).isEqualTo("dns-servfail");
    }
  }

  @ParameterizedTest
  @CsvSource({"5, 300", "6, 1", "7, 255", "13, 9", "50, 255"})
  void survivesWhatCannotBeRead(int at, int value) {
    try (FakeDns server =
        FakeDns.start()
            .says("example.com", Zone.records(Zone.address("example.com", "203.0.113.7")))
            .spoiling(
                bytes -> {
                  bytes[at] = (byte) value;
                  return bytes;
                })) {
      assertThat(failure(ask(of(RecordType.A, server), PATIENT)).code()).isEqualTo("dns-malformed");
    }
  }

  @Test
  void passesOverAnswersToOthers() {
    try (FakeDns server =
        FakeDns.start()
            .says("example.com", Zone.records(Zone.address("example.com", "203.0.113.7")))
            .spoiling(
                bytes -> {
                  bytes[0] ^= 1;
                  return bytes;
                })) {
      assertThat(failure(ask(of(RecordType.A, server), SHORT)).code()).isEqualTo("dns-timeout");
    }
  }

  @Test
  void asksNobodyWhomThePolicyRefuses() {
    try (FakeDns server = FakeDns.start()) {
      TestContext context =
          new TestContext(vertx, PATIENT)
              .name("inner.example", Future.failedFuture(new TargetRefused("refused by policy")))
              .name("absent.example", Future.failedFuture(new UnknownHostException("absent")));
      DnsSettings refused =
          new DnsSettings(
              "example.com", RecordType.A, List.of("inner.example:" + server.port()), false);
      DnsSettings unknown =
          new DnsSettings("example.com", RecordType.A, List.of("absent.example"), false);

      assertThat(blind(context.observe(PROBE, refused)).code()).isEqualTo("target-refused");
      assertThat(failure(context.observe(PROBE, unknown)).code()).isEqualTo("dns-not-found");
      assertThat(server.overUdp() + server.overTcp()).isZero();
    }
  }
}
