package io.vigie.probe.web;

import static io.vigie.probe.Observed.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.probe.Observation;
import io.vigie.probe.ProbeKind;
import io.vigie.probe.cors.CorsProbe;
import io.vigie.probe.http.HttpProbe;
import io.vigie.probe.line.Looking;
import io.vigie.probe.load.LoadProbe;
import io.vigie.probe.metric.MetricProbe;
import io.vigie.probe.ratelimit.RateLimitProbe;
import io.vigie.probe.redirect.RedirectProbe;
import io.vigie.probe.scenario.ScenarioProbe;
import io.vigie.testkit.target.HttpTarget;
import io.vigie.testkit.target.Reply;
import io.vigie.testkit.tls.TestAuthority;
import io.vigie.testkit.tls.TlsIdentity;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each kind that speaks HTTP trusts whom its {@code ca} names, and names what is wrong. */
class WebCertificateTest {

  private static final InstantSource CLOCK = InstantSource.system();
  private static final TestAuthority AUTHORITY = TestAuthority.create(CLOCK);

  /** A kind, and how it is told to look at a server; %s is the port, then how TLS is judged. */
  record Way(ProbeKind<?> kind, String settings) {
    String at(int port, String more) {
      return settings.formatted(port, more);
    }

    @Override
    public String toString() {
      return kind.name();
    }
  }

  /** What a server shows, and what must be said of it. */
  record Defect(String code, TlsIdentity identity) {
    @Override
    public String toString() {
      return code;
    }
  }

  private static final String CA = "ca: '${secret:CA}'";

  private static final List<Way> WAYS =
      List.of(
          new Way(new HttpProbe(), "{url: 'https://localhost:%s/ok', tls: {%s}}"),
          new Way(new RedirectProbe(), "{url: 'https://localhost:%s/away', %s}"),
          new Way(new CorsProbe(), "{url: 'https://localhost:%s/ok', origins: [], pause: 0s, %s}"),
          new Way(
              new RateLimitProbe(),
              "{url: 'https://localhost:%s/limited', requests: 4, concurrency: 1, %s}"),
          new Way(
              new LoadProbe(), "{url: 'https://localhost:%s/ok', requests: 4, concurrency: 2, %s}"),
          new Way(new MetricProbe(), "{url: 'https://localhost:%s/metrics', series: up, %s}"),
          new Way(
              new ScenarioProbe(),
              "{url: 'https://localhost:%s', steps: [{get: /ok}], tls: {%s}}"));

  private static final List<Defect> DEFECTS =
      List.of(
          new Defect("tls-expired", AUTHORITY.issueExpired("localhost")),
          new Defect("tls-not-yet-valid", AUTHORITY.issueNotYetValid("localhost")),
          new Defect("tls-wrong-host", AUTHORITY.issue("elsewhere.example")),
          new Defect("tls-self-signed", TestAuthority.selfSigned(CLOCK, "localhost")),
          new Defect("tls-untrusted", TestAuthority.create(CLOCK).issue("localhost")));

  private static Looking looking;
  private static HttpTarget healthy;
  private static Map<Defect, HttpTarget> defective;

  @BeforeAll
  static void start() {
    looking = new Looking();
    healthy = serving(AUTHORITY.issue("localhost"));
    defective =
        DEFECTS.stream()
            .collect(Collectors.toMap(defect -> defect, defect -> serving(defect.identity())));
  }

  @AfterAll
  static void stop() {
    looking.close();
    healthy.close();
    defective.values().forEach(HttpTarget::close);
  }

  private static HttpTarget serving(TlsIdentity identity) {
    AtomicInteger asked = new AtomicInteger();
    return HttpTarget.start(identity)
        .answer("/ok", Reply.ok("fine"))
        .answer("/away", Reply.redirect("/ok"))
        .answer("/metrics", Reply.ok("up 1\n").header("content-type", "text/plain"))
        .answer("/limited", _ -> Reply.status(asked.getAndIncrement() % 4 > 1 ? 429 : 200));
  }

  private static Observation look(Way way, int port, String judging) {
    return looking.at(way.kind(), way.at(port, judging), Map.of("CA", AUTHORITY.pem()));
  }

  static Stream<Way> ways() {
    return WAYS.stream();
  }

  static Stream<Arguments> everyDefectInEveryWay() {
    return DEFECTS.stream().flatMap(defect -> WAYS.stream().map(way -> Arguments.of(way, defect)));
  }

  @ParameterizedTest
  @MethodSource("ways")
  void passesWithItsAuthority(Way way) {
    assertThat(look(way, healthy.port(), CA)).isInstanceOf(Observation.Seen.class);
  }

  @ParameterizedTest
  @MethodSource("ways")
  void trustsNobodyElsesAuthority(Way way) {
    assertThat(failure(look(way, healthy.port(), "verify: true")).code())
        .isEqualTo("tls-untrusted");
  }

  @ParameterizedTest
  @MethodSource("ways")
  void trustsAnybodyWhereToldTo(Way way) {
    assertThat(look(way, healthy.port(), "verify: false")).isInstanceOf(Observation.Seen.class);
  }

  @ParameterizedTest
  @MethodSource("ways")
  void anAuthorityThatIsNoneIsOurOwnTrouble(Way way) {
    Observation seen = looking.at(way.kind(), way.at(healthy.port(), CA), Map.of("CA", "c4nary"));

    assertThat(seen).isInstanceOf(Observation.Blind.class);
    assertThat(((Observation.Blind) seen).code()).isEqualTo("secret-malformed");
    assertThat(seen.toString()).doesNotContain("c4nary");
  }

  @ParameterizedTest
  @MethodSource("everyDefectInEveryWay")
  void namesEachDefect(Way way, Defect defect) {
    assertThat(failure(look(way, defective.get(defect).port(), CA)).code())
        .isEqualTo(defect.code());
  }
}
