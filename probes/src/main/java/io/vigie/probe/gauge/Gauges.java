package io.vigie.probe.gauge;

import io.vigie.contract.result.Evidence;
import io.vigie.contract.result.Evidence.Phase;
import io.vigie.probe.Observation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Collects gauges from what an attempt saw. What is not in there is zero, as with
 * blackbox_exporter, whose series are all there when a probe fails, too.
 */
public final class Gauges {

  private final Map<String, Object> words;
  private final Evidence evidence;
  private final List<Gauge> all = new ArrayList<>();

  private Gauges(Observation seen) {
    this.words =
        seen instanceof Observation.Seen(Map<String, Object> facts, Evidence _) ? facts : Map.of();
    this.evidence = seen.evidence();
  }

  /** With what every kind has that resolves a name and connects. */
  public static Gauges of(Observation seen) {
    Gauges gauges = new Gauges(seen);
    gauges.add(Blackbox.LOOKUP_TIME, gauges.took("resolve"));
    Optional<byte[]> address = gauges.remote().flatMap(Addresses::bytes);
    gauges.add(Blackbox.IP_PROTOCOL, address.map(Addresses::protocol).orElse(0.0));
    gauges.add(Blackbox.IP_HASH, address.map(Addresses::hash).orElse(0.0));
    return gauges;
  }

  /** Adds a value. */
  public Gauges add(Series series, double value, String... labels) {
    all.add(new Gauge(series, List.of(labels), value));
    return this;
  }

  /** Adds how long a phase took, under the name that it has in the label. */
  public Gauges phase(Series series, String label, String... phases) {
    double sum = 0;
    for (String phase : phases) {
      sum += took(phase);
    }
    return add(series, sum, label);
  }

  /** Adds what was agreed on and shown in a handshake. */
  public Gauges tls(String version, String cipher) {
    double expiry = number("certificate.earliestExpiry");
    return add(Blackbox.CERTIFICATE_EXPIRY, expiry)
        .add(Blackbox.CHAIN_EXPIRY, measured("certificate.lastChainExpiry").orElse(expiry))
        .add(
            Blackbox.CHAIN,
            1,
            text("certificate.fingerprint"),
            text("certificate.subject"),
            text("certificate.issuer"),
            text("certificate.sans"),
            text("certificate.serial"))
        .add(Blackbox.TLS_VERSION, 1, version.replace("TLSv", "TLS "))
        .add(Blackbox.TLS_CIPHER, 1, cipher);
  }

  /** A number of the vocabulary or of the evidence; zero where there is none. */
  public double number(String name) {
    return switch (words.get(name)) {
      case Number number -> number.doubleValue();
      case Boolean flag -> flag ? 1 : 0;
      case null, default -> evidence.numbers().getOrDefault(name, 0.0);
    };
  }

  /** A number of the evidence, where there is one. */
  public Optional<Double> measured(String name) {
    return Optional.ofNullable(evidence.numbers().get(name));
  }

  /** A word of the vocabulary, or else a fact; empty where there is neither. */
  public String text(String name) {
    return switch (words.get(name)) {
      case String text -> text;
      case List<?> list -> String.join(",", list.stream().map(String::valueOf).toList());
      case null, default -> evidence.facts().getOrDefault(name, "");
    };
  }

  private double took(String phase) {
    return evidence.phases().stream()
            .filter(each -> each.name().equals(phase))
            .map(Phase::took)
            .mapToLong(Duration::toNanos)
            .sum()
        / 1e9;
  }

  private Optional<String> remote() {
    return Optional.of(text("remoteIp"))
        .filter(text -> !text.isEmpty())
        .or(() -> Optional.of(text("remoteAddress")).filter(text -> !text.isEmpty()));
  }

  public List<Gauge> list() {
    return List.copyOf(all);
  }
}
