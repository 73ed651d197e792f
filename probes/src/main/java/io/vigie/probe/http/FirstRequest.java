package io.vigie.probe.http;

import io.vigie.probe.ProbeContext;
import io.vigie.probe.net.HostPort;
import io.vigie.probe.net.Trouble.Ours;
import io.vigie.probe.web.Multipart;
import io.vigie.probe.web.RequestRules;
import io.vigie.probe.web.Url;
import io.vigie.probe.web.WebBody;
import io.vigie.probe.web.WebProxy;
import io.vigie.probe.web.WebTls;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Makes the first request of a run: the one place where secrets are revealed. */
final class FirstRequest {

  private FirstRequest() {}

  /**
   * The request. From here on the secrets are in it and nowhere else.
   *
   * @throws Ours where a secret does not fit where it is used
   * @throws ProbeContext.SecretMissing where there is none
   */
  static Hop of(HttpSettings settings, ProbeContext context) {
    Map<String, String> headers = new HashMap<>();
    settings
        .headers()
        .forEach((name, value) -> headers.put(name, headerValue(name, context.reveal(value))));
    return new Hop(
        url(settings.url(), context), settings.method(), headers, body(settings, headers, context));
  }

  private static Optional<WebBody> body(
      HttpSettings settings, Map<String, String> headers, ProbeContext context) {
    if (settings.upload().isEmpty()) {
      return settings.body().map(context::reveal).map(WebBody::of);
    }
    Multipart as = new Multipart("vigie-" + UUID.randomUUID());
    headers.put("content-type", as.contentType());
    return settings.upload().map(upload -> upload.form(as, context::reveal));
  }

  /** How TLS is spoken, with its certificates. */
  static WebTls tls(HttpTls tls, ProbeContext context) {
    return new WebTls(
        tls.verify(),
        tls.ca().map(context::reveal),
        tls.certificate().map(context::reveal),
        tls.key().map(context::reveal));
  }

  /** Through whom requests go. */
  static WebProxy proxy(HttpProxy proxy, ProbeContext context) {
    Url url = Url.of(proxy.url());
    return new WebProxy(
        new HostPort(url.host(), url.port()),
        proxy.username().map(context::reveal),
        proxy.password().map(context::reveal));
  }

  private static String headerValue(String name, String revealed) {
    String value = revealed.strip();
    if (!RequestRules.isHeaderValue(value)) {
      throw new Ours("secret-malformed", "header " + name + ": a secret in it must be one line");
    }
    return value;
  }

  private static Url url(String url, ProbeContext context) {
    try {
      return Url.parse(context.reveal(url), url);
    } catch (IllegalArgumentException e) {
      throw new Ours("secret-malformed", "url: with its secrets it " + e.getMessage());
    }
  }
}
