package io.vigie.probe.http;

import io.vigie.probe.settings.InvalidSetting;
import io.vigie.probe.settings.Setting;
import io.vigie.probe.settings.ShortForm;
import io.vigie.probe.web.Protocol;
import io.vigie.probe.web.Url;
import io.vigie.probe.web.WebReading;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a checklist says of an http check. Texts may hold {@code ${secret:NAME}}; a secret's value
 * is never in here.
 */
public record HttpSettings(
    @ShortForm @Setting("Where to look, an absolute http or https URL.") String url,
    @Setting(value = "The request method.", byDefault = "GET") String method,
    @Setting("Headers to send, by name; they replace those sent by default.")
        Map<String, String> headers,
    @Setting("The body to send.") Optional<String> body,
    @Setting(
            value = "Whether redirects are followed, at most five, or taken as the answer.",
            byDefault = "follow")
        Redirects redirects,
    @Setting(value = "The version of HTTP that must be spoken.", byDefault = "any")
        Protocol protocol,
    @Setting(
            value = "How many bytes of the body are read; expectations see no more.",
            byDefault = "262144")
        int maxBody,
    @Setting(value = "How TLS is judged.", byDefault = "{}") HttpTls tls,
    @Setting("The HTTP proxy through which requests go.") Optional<HttpProxy> proxy) {

  static final int DEFAULT_BODY = WebReading.DEFAULT_BODY;
  static final int MOST_BODY = 1024 * 1024;

  private static final Pattern METHOD = Pattern.compile("[A-Z][A-Z-]{0,19}");
  private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,200}");
  private static final Set<String> METHODS_NOT_ALLOWED = Set.of("CONNECT", "TRACE");
  private static final Set<String> HEADERS_NOT_ALLOWED =
      Set.of("connection", "content-length", "transfer-encoding", "upgrade", "te", "trailer");

  /** A check of {@code url} that says nothing else. */
  public static HttpSettings of(String url) {
    return new HttpSettings(
        url,
        "GET",
        Map.of(),
        Optional.empty(),
        Redirects.FOLLOW,
        Protocol.ANY,
        DEFAULT_BODY,
        HttpTls.DEFAULT);
  }

  /** A check without a proxy. */
  public HttpSettings(
      String url,
      String method,
      Map<String, String> headers,
      Optional<String> body,
      Redirects redirects,
      Protocol protocol,
      int maxBody,
      HttpTls tls) {
    this(url, method, headers, body, redirects, protocol, maxBody, tls, Optional.empty());
  }

  public HttpSettings {
    Url.requireValid(url);
    if (!METHOD.matcher(method).matches() || METHODS_NOT_ALLOWED.contains(method)) {
      throw new InvalidSetting(
          "method", "must be a method such as GET, HEAD or POST, was \"" + method + "\"");
    }
    headers = Map.copyOf(headers);
    headers.forEach(HttpSettings::requireValid);
    if (maxBody < 1 || maxBody > MOST_BODY) {
      throw new InvalidSetting("maxBody", "must be 1 to " + MOST_BODY + " bytes, was " + maxBody);
    }
  }

  private static void requireValid(String name, String value) {
    if (!HEADER_NAME.matcher(name).matches()) {
      throw new InvalidSetting("headers", "a name must be an HTTP token, was \"" + name + "\"");
    }
    if (HEADERS_NOT_ALLOWED.contains(name.toLowerCase(Locale.ROOT))) {
      throw new InvalidSetting(
          "headers", name + " must be left to the probe, which frames the request itself");
    }
    if (!isHeaderValue(value)) {
      throw new InvalidSetting(
          "headers",
          "the value of " + name + " must be one line of Latin-1 without control characters");
    }
  }

  static boolean isHeaderValue(String value) {
    return value.chars().allMatch(c -> (c >= ' ' && c <= 0xff && c != 0x7f) || c == '\t');
  }
}
