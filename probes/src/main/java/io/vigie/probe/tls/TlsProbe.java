package io.vigie.probe.tls;

import io.vertx.core.Future;
import io.vigie.probe.Observation;
import io.vigie.probe.ProbeContext;
import io.vigie.probe.ProbeKind;
import io.vigie.probe.expect.Vocabulary;
import io.vigie.probe.gauge.Gauge;
import io.vigie.probe.net.Attempt;
import java.security.KeyStore;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks at what a server shows and accepts. What it trusts is read when first needed. */
public final class TlsProbe implements ProbeKind<TlsSettings> {

  private static final List<String> ACCEPTS_NOTHING_OLD =
      List.of("!(\"TLSv1\" in accepted)", "!(\"TLSv1.1\" in accepted)", "weakCiphers == []");

  private static final List<String> AND_VALID_FOR_A_WEEK =
      Stream.concat(Stream.of("certificate.daysLeft >= 7"), ACCEPTS_NOTHING_OLD.stream()).toList();

  private final SecureHandshake handshake = new SecureHandshake();
  private final KeyStore trusted;
  private volatile ChainJudge usual;

  /** Trusts what the JDK trusts. */
  public TlsProbe() {
    this(null);
  }

  TlsProbe(KeyStore trusted) {
    this.trusted = trusted;
  }

  @Override
  public String name() {
    return "tls";
  }

  @Override
  public Class<TlsSettings> settings() {
    return TlsSettings.class;
  }

  @Override
  public Vocabulary vocabulary() {
    return TlsVocabulary.WORDS;
  }

  /** A defect of the certificate is no expectation: it fails with its own code. */
  @Override
  public List<String> defaultExpectations(TlsSettings settings) {
    return settings.verify() ? AND_VALID_FOR_A_WEEK : ACCEPTS_NOTHING_OLD;
  }

  @Override
  public Optional<String> target(TlsSettings settings) {
    return Optional.of(settings.place().host().toLowerCase(Locale.ROOT));
  }

  @Override
  public List<Gauge> gauges(Observation seen) {
    return TlsGauges.of(seen);
  }

  @Override
  public Future<Observation> observe(TlsSettings settings, ProbeContext context) {
    ChainJudge judge =
        settings.ca().map(pem -> new ChainJudge(Authorities.of(pem))).orElseGet(this::usual);
    return Attempt.begin(
        context, name(), attempt -> new TlsRun(settings, attempt, handshake, judge).look());
  }

  private ChainJudge usual() {
    ChainJudge known = usual;
    if (known == null) {
      known = new ChainJudge(Authorities.of(trusted));
      usual = known;
    }
    return known;
  }
}
