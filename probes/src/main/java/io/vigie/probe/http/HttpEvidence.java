package io.vigie.probe.http;

import io.vigie.contract.result.Evidence;
import io.vigie.probe.download.Inspection;
import io.vigie.probe.net.Certificates;
import io.vigie.probe.web.Url;
import java.security.cert.X509Certificate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The proof of an answer, bounded: its headers, its certificate, the beginning of its body. */
record HttpEvidence(HttpObservation seen) {

  private static final int MOST_HEADERS = 40;
  private static final int LONGEST_EXCERPT = 4096;

  Evidence evidence() {
    return new Evidence(
        facts(),
        numbers(),
        seen.attempt().phases(),
        excerpt(),
        seen.answer().truncated() || seen.body().length > LONGEST_EXCERPT);
  }

  private Map<String, String> facts() {
    Map<String, String> facts = new HashMap<>();
    facts.put("status", String.valueOf(seen.answer().status()));
    facts.put("protocol", seen.answer().protocol());
    facts.put("finalUrl", seen.chain().getLast().shown());
    facts.put("remoteAddress", seen.remoteAddress());
    facts.put("bodyBytes", String.valueOf(seen.body().length));
    files(facts);
    if (seen.redirects() > 0) {
      facts.put("redirects", String.join(" → ", seen.chain().stream().map(Url::shown).toList()));
    }
    seen.tls().ifPresent(agreed -> facts.put("tls.version", agreed.version()));
    seen.tls().ifPresent(agreed -> facts.put("tls.cipher", agreed.cipher()));
    seen.certificate().ifPresent(certificate -> certificate(facts, certificate));
    EvidenceHeaders.of(seen.answer().headers()).entrySet().stream()
        .limit(MOST_HEADERS)
        .forEach(header -> facts.put("headers." + header.getKey(), header.getValue()));
    return facts;
  }

  private void files(Map<String, String> facts) {
    if (seen.answer().downloaded()) {
      Inspection file = seen.answer().inspection();
      facts.put("download.bytes", (file.whole() ? "" : "more than ") + file.bytes());
      facts.put("download.sha256", file.whole() ? file.sha256() : "");
    }
    if (seen.settings().upload().isPresent()) {
      facts.put("upload.bytes", String.valueOf(seen.answer().sent()));
    }
    seen.assets().evidence(facts);
  }

  private void certificate(Map<String, String> facts, X509Certificate certificate) {
    facts.put("certificate.subject", HttpObservation.subject(certificate));
    facts.put("certificate.issuer", HttpObservation.issuer(certificate));
    facts.put("certificate.serial", certificate.getSerialNumber().toString(16));
    facts.put("certificate.fingerprint", Certificates.fingerprint(certificate));
    facts.put("certificate.notAfter", certificate.getNotAfter().toInstant().toString());
    facts.put(
        "certificate.daysLeft", String.valueOf(Certificates.daysLeft(certificate, seen.at())));
  }

  private Map<String, Double> numbers() {
    Map<String, Double> numbers = new HashMap<>();
    numbers.put("status", (double) seen.answer().status());
    numbers.put("bodyBytes", (double) seen.body().length);
    numbers.put("redirects", (double) seen.redirects());
    numbers.put("tls", seen.tls().isPresent() ? 1.0 : 0.0);
    earliestExpiry().ifPresent(expiry -> numbers.put("certificate.earliestExpiry", expiry));
    return numbers;
  }

  /** Of the whole chain, in seconds since 1970. */
  private Optional<Double> earliestExpiry() {
    return seen.tls().stream()
        .flatMap(agreed -> agreed.chain().stream())
        .map(certificate -> certificate.getNotAfter().toInstant().getEpochSecond())
        .min(Comparator.naturalOrder())
        .map(Long::doubleValue);
  }

  private Optional<String> excerpt() {
    if (seen.body().length == 0) {
      return Optional.empty();
    }
    String text = seen.text();
    return Optional.of(
        text.length() <= LONGEST_EXCERPT ? text : text.substring(0, LONGEST_EXCERPT));
  }
}
