package io.vigie.probe.burst;

import io.vigie.probe.ProbeContext;
import io.vigie.probe.web.RequestRules;
import io.vigie.probe.web.Trust;
import io.vigie.probe.web.Url;
import io.vigie.probe.web.WebRequest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * A request as an author writes it; it may hold references to secrets.
 *
 * @param trust whom it is sent to
 */
public record Ask(
    String url, String method, Map<String, String> headers, Optional<String> body, Trust trust) {

  /** Fails with what an author must change. */
  public Ask {
    Url.requireValid(url);
    RequestRules.requireMethod(method);
    headers = Map.copyOf(headers);
    RequestRules.requireHeaders(headers);
  }

  /** A request for {@code url} that says nothing else. */
  public static Ask get(String url, Map<String, String> headers, Trust trust) {
    return new Ask(url, "GET", headers, Optional.empty(), trust);
  }

  /** The request with its secrets, of whose answer at most so much is read. */
  public WebRequest request(ProbeContext context, int maxBody) {
    return request(context, Url.parse(context.reveal(url), url), maxBody);
  }

  /** The same for another URL, whose secrets are revealed already. */
  public WebRequest request(ProbeContext context, Url to, int maxBody) {
    WebRequest request =
        WebRequest.get(to).withMethod(method).withMaxBody(maxBody).withTls(trust.revealed(context));
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
