package io.vigie.probe.http;

import io.vigie.probe.Observation;
import io.vigie.probe.download.DownloadWords;
import io.vigie.probe.expect.Lazy;
import io.vigie.probe.net.Agreed;
import io.vigie.probe.net.Attempt;
import io.vigie.probe.net.Certificates;
import io.vigie.probe.net.Dialer;
import io.vigie.probe.web.Url;
import io.vigie.probe.web.WebResponse;
import io.vigie.probe.web.WebStages;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** An answer as expectations speak of it, and as evidence. Everything in here is the target's. */
record HttpObservation(
    HttpSettings settings, WebResponse answer, Assets assets, List<Url> chain, Attempt attempt) {

  Observation.Seen seen() {
    return new Observation.Seen(facts(), new HttpEvidence(this).evidence());
  }

  /** The value of each word of {@link HttpVocabulary}. */
  private Map<String, Object> facts() {
    Map<String, Object> facts = new HashMap<>(112);
    answered(facts);
    way(facts);
    tls(facts);
    securityHeaders(facts);
    files(facts);
    return facts;
  }

  private void answered(Map<String, Object> facts) {
    Lazy text = Lazy.of(this::text);
    facts.put("status", (long) answer.status());
    facts.put("protocol", answer.protocol());
    facts.put("headers", Lazy.of(this::headers));
    facts.put("headerCounts", Lazy.of(this::headerCounts));
    facts.put("contentType", answer.contentType());
    facts.put("body", text);
    facts.put("bodyBytes", (long) body().length);
    facts.put("truncated", answer.truncated());
    facts.put("json", Lazy.of(() -> json((String) text.value())));
    facts.put("cookies", Lazy.of(() -> SecurityHeaders.cookies(answer.headers(), at())));
  }

  private Object json(String text) {
    return JsonBody.parsed(text, answer.truncated(), answer.contentType());
  }

  private void way(Map<String, Object> facts) {
    facts.put("finalUrl", chain.getLast().shown());
    facts.put("redirectCount", redirects());
    facts.put("remoteAddress", remoteAddress());
    facts.put("remoteIp", answer.remote().getAddress().getHostAddress());
    facts.putAll(attempt.times(WebStages.ALL));
  }

  private void tls(Map<String, Object> facts) {
    facts.put("tls.present", tls().isPresent());
    facts.put("tls.version", tls().map(Agreed::version).orElse(""));
    facts.put("tls.cipher", tls().map(Agreed::cipher).orElse(""));
    facts.put("tls.verified", tls().map(Agreed::verified).orElse(false));
    Optional<X509Certificate> leaf = certificate();
    facts.put("certificate.present", leaf.isPresent());
    facts.put("certificate.subject", leaf.map(HttpObservation::subject).orElse(""));
    facts.put("certificate.issuer", leaf.map(HttpObservation::issuer).orElse(""));
    facts.put("certificate.notBefore", instant(leaf.map(X509Certificate::getNotBefore)));
    facts.put("certificate.notAfter", instant(leaf.map(X509Certificate::getNotAfter)));
    facts.put(
        "certificate.daysLeft", leaf.map(seen -> Certificates.daysLeft(seen, at())).orElse(0L));
    facts.put("certificate.sans", leaf.map(Certificates::sans).orElse(List.of()));
    facts.put(
        "certificate.chainLength", tls().map(agreed -> (long) agreed.chain().size()).orElse(0L));
  }

  private void securityHeaders(Map<String, Object> facts) {
    SecurityHeaders.Hsts hsts = SecurityHeaders.Hsts.of(answer.headers());
    facts.put("hsts.present", hsts.present());
    facts.put("hsts.maxAge", hsts.maxAge());
    facts.put("hsts.includeSubDomains", hsts.includeSubDomains());
    facts.put("hsts.preload", hsts.preload());
    AnswerHeaders.facts(facts, answer.headers());
  }

  private void files(Map<String, Object> facts) {
    DownloadWords.facts(facts, answer.headers().joined("content-disposition"), answer::inspection);
    facts.put("upload.bytes", answer.sent());
    facts.put("upload.complete", settings.upload().isPresent() && answer.sentWhole());
    facts.put(
        "upload.sha256",
        Lazy.of(() -> settings.upload().map(upload -> upload.file().sha256()).orElse("")));
    assets.facts(facts);
  }

  /** The headers by name; a cookie's value is nobody's business. */
  Map<String, String> headers() {
    Map<String, String> headers = new TreeMap<>();
    for (Map.Entry<String, String> header : answer.headers().entries()) {
      String name = header.getKey().toLowerCase(Locale.ROOT);
      String value =
          name.equals("set-cookie")
              ? header.getValue().replaceFirst("=[^;]*", "=…")
              : header.getValue();
      headers.merge(name, value, (first, next) -> first + ", " + next);
    }
    return headers;
  }

  private Map<String, Long> headerCounts() {
    Map<String, Long> counts = new TreeMap<>();
    answer
        .headers()
        .entries()
        .forEach(header -> counts.merge(header.getKey().toLowerCase(Locale.ROOT), 1L, Long::sum));
    return counts;
  }

  String text() {
    return answer.text();
  }

  byte[] body() {
    return answer.body();
  }

  Optional<Agreed> tls() {
    return answer.tls();
  }

  Instant at() {
    return attempt.context().startedAt();
  }

  String remoteAddress() {
    return Dialer.shown(answer.remote());
  }

  Optional<X509Certificate> certificate() {
    return tls().flatMap(agreed -> agreed.chain().stream().findFirst());
  }

  long redirects() {
    return chain.size() - 1L;
  }

  static String subject(X509Certificate certificate) {
    return certificate.getSubjectX500Principal().getName();
  }

  static String issuer(X509Certificate certificate) {
    return certificate.getIssuerX500Principal().getName();
  }

  private static Instant instant(Optional<java.util.Date> date) {
    return date.map(java.util.Date::toInstant).orElse(Instant.EPOCH);
  }
}
