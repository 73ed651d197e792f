package io.vigie.probe.burst;

import io.vigie.probe.ProbeContext;
import io.vigie.probe.settings.InvalidSetting;
import io.vigie.probe.web.Url;
import io.vigie.probe.web.WebRequest;
import io.vigie.probe.web.WebTls;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A request as an author writes it; it may hold references to secrets.
 *
 * @param verify whether the certificate must be trusted
 */
public record Ask(
    String url, String method, Map<String, String> headers, Optional<String> body, boolean verify) {

  private static final Pattern METHOD = Pattern.compile("[A-Z][A-Z-]{0,19}");
  private static final Set<String> METHODS_NOT_ALLOWED = Set.of("CONNECT", "TRACE");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,200}");
  private static final Set<String> FRAMING =
      Set.of("connection", "content-length", "transfer-encoding", "upgrade", "te", "trailer");

  /** Fails with what an author must change. */
  public Ask {
    Url.requireValid(url);
    if (!METHOD.matcher(method).matches() || METHODS_NOT_ALLOWED.contains(method)) {
      throw new InvalidSetting(
          "method", "must be a method such as GET, HEAD or POST, was \"" + method + "\"");
    }
    headers = Map.copyOf(headers);
    headers.forEach(Ask::requireValid);
  }

  private static void requireValid(String name, String value) {
    if (!NAME.matcher(name).matches() || FRAMING.contains(name.toLowerCase(Locale.ROOT))) {
      throw new InvalidSetting(
          "headers", "a name must be a token, and none by which a request is framed, was " + name);
    }
    if (!value.chars().allMatch(c -> (c >= ' ' && c <= 0xff && c != 0x7f) || c == '\t')) {
      throw new InvalidSetting("headers", "the value of " + name + " must be one line of Latin-1");
    }
  }

  /** A request for {@code url} that says nothing else. */
  public static Ask get(String url, Map<String, String> headers, boolean verify) {
    return new Ask(url, "GET", headers, Optional.empty(), verify);
  }

  /** The request with its secrets, of whose answer at most so much is read. */
  public WebRequest request(ProbeContext context, int maxBody) {
    return request(context, Url.parse(context.reveal(url), url), maxBody);
  }

  /** The same for another URL, whose secrets are revealed already. */
  public WebRequest request(ProbeContext context, Url to, int maxBody) {
    WebRequest request =
        WebRequest.get(to).withMethod(method).withMaxBody(maxBody).withTls(WebTls.of(verify));
    if (body.isPresent()) {
      byte[] bytes = context.reveal(body.get()).getBytes(StandardCharsets.UTF_8);
      request = request.withBody(bytes, contentType());
    }
    for (Map.Entry<String, String> header : headers.entrySet()) {
      request = request.withHeader(header.getKey(), context.reveal(header.getValue()));
    }
    return request;
  }

  private String contentType() {
    return headers.entrySet().stream()
        .filter(header -> header.getKey().equalsIgnoreCase("content-type"))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("text/plain; charset=utf-8");
  }
}
