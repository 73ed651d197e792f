package io.vigie.probe.http;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpUtil;
import io.vigie.probe.Observation;
import io.vigie.probe.expect.Lazy;
import io.vigie.probe.expect.Vocabulary;
import io.vigie.probe.http.Handshake.Agreed;
import io.vigie.probe.net.Certificates;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An answer as expectations speak of it, and as evidence. Everything in here came from the target.
 *
 * @param body uncompressed
 * @param chain the URLs that were asked; the last one answered
 */
record HttpObservation(
    Answer answer,
    ByteArrayOutputStream body,
    Optional<Agreed> tls,
    List<Url> chain,
    String remoteAddress,
    Stopwatch stopwatch,
    Instant at) {

  Observation.Seen seen() {
    return new Observation.Seen(facts(), new HttpEvidence(this).evidence());
  }

  /** The value of each word of {@link HttpVocabulary}. */
  private Map<String, Object> facts() {
    Map<String, Object> facts = new HashMap<>(96);
    answered(facts);
    way(facts);
    tls(facts);
    securityHeaders(facts);
    return facts;
  }

  private void answered(Map<String, Object> facts) {
    Lazy text = Lazy.of(this::text);
    facts.put("status", (long) answer.status());
    facts.put("protocol", answer.protocol());
    facts.put("headers", Lazy.of(this::headers));
    facts.put("headerCounts", Lazy.of(this::headerCounts));
    facts.put("contentType", contentType());
    facts.put("body", text);
    facts.put("bodyBytes", (long) body.size());
    facts.put("truncated", answer.truncated());
    facts.put("json", Lazy.of(() -> JsonBody.parsed((String) text.value(), answer.truncated())));
    facts.put("cookies", Lazy.of(() -> SecurityHeaders.cookies(answer.headers(), at)));
  }

  private void way(Map<String, Object> facts) {
    facts.put("finalUrl", chain.getLast().shown());
    facts.put("redirectCount", redirects());
    facts.put("remoteAddress", remoteAddress);
    facts.put("remoteIp", remoteIp());
    facts.put(Vocabulary.NOW, at);
    facts.put("duration", stopwatch.total());
    for (Phase phase : Phase.values()) {
      facts.put("phases." + phase.word(), stopwatch.took(phase));
    }
  }

  private void tls(Map<String, Object> facts) {
    facts.put("tls.present", tls.isPresent());
    facts.put("tls.version", tls.map(Agreed::version).orElse(""));
    facts.put("tls.cipher", tls.map(Agreed::cipher).orElse(""));
    facts.put("tls.verified", tls.map(Agreed::verified).orElse(false));
    Optional<X509Certificate> leaf = certificate();
    facts.put("certificate.present", leaf.isPresent());
    facts.put("certificate.subject", leaf.map(HttpObservation::subject).orElse(""));
    facts.put("certificate.issuer", leaf.map(HttpObservation::issuer).orElse(""));
    facts.put("certificate.notBefore", instant(leaf.map(X509Certificate::getNotBefore)));
    facts.put("certificate.notAfter", instant(leaf.map(X509Certificate::getNotAfter)));
    facts.put("certificate.daysLeft", leaf.map(seen -> Certificates.daysLeft(seen, at)).orElse(0L));
    facts.put("certificate.sans", leaf.map(Certificates::sans).orElse(List.of()));
    facts.put(
        "certificate.chainLength", tls.map(agreed -> (long) agreed.chain().size()).orElse(0L));
  }

  private void securityHeaders(Map<String, Object> facts) {
    SecurityHeaders.Hsts hsts = SecurityHeaders.Hsts.of(answer.headers());
    facts.put("hsts.present", hsts.present());
    facts.put("hsts.maxAge", hsts.maxAge());
    facts.put("hsts.includeSubDomains", hsts.includeSubDomains());
    facts.put("hsts.preload", hsts.preload());
    String csp = header("content-security-policy");
    facts.put("csp.present", answer.headers().contains("content-security-policy"));
    facts.put("csp.raw", csp);
    facts.put("csp.directives", Lazy.of(() -> SecurityHeaders.directives(csp)));
    facts.put("referrerPolicy", lower("referrer-policy"));
    facts.put("permissionsPolicy", header("permissions-policy"));
    facts.put("xContentTypeOptions", lower("x-content-type-options"));
    facts.put("xFrameOptions", lower("x-frame-options"));
  }

  /** The headers by name; a cookie's value is nobody's business. */
  Map<String, String> headers() {
    Map<String, String> headers = new TreeMap<>();
    for (Map.Entry<String, String> header : answer.headers()) {
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
    HttpHeaders all = answer.headers();
    all.forEach(header -> counts.merge(header.getKey().toLowerCase(Locale.ROOT), 1L, Long::sum));
    return counts;
  }

  String contentType() {
    CharSequence type = HttpUtil.getMimeType(header("content-type"));
    return type == null ? "" : type.toString().strip().toLowerCase(Locale.ROOT);
  }

  /** The body in the character set that the answer names, otherwise UTF-8. */
  String text() {
    Charset charset = HttpUtil.getCharset(header("content-type"), StandardCharsets.UTF_8);
    return body.toString(charset);
  }

  private String remoteIp() {
    int port = remoteAddress.lastIndexOf(':');
    return port < 0 ? "" : remoteAddress.substring(0, port).replaceAll("[\\[\\]]", "");
  }

  Optional<X509Certificate> certificate() {
    return tls.flatMap(agreed -> agreed.chain().stream().findFirst());
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

  private String header(String name) {
    return String.join(", ", answer.headers().getAll(name));
  }

  private String lower(String name) {
    return header(name).strip().toLowerCase(Locale.ROOT);
  }

  private static Instant instant(Optional<java.util.Date> date) {
    return date.map(java.util.Date::toInstant).orElse(Instant.EPOCH);
  }
}
