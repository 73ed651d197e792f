package io.vigie.probe.scenario;

import io.netty.handler.codec.http.HttpUtil;
import io.vigie.probe.download.Inspection;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a step was answered, after redirects where it followed them.
 *
 * @param from the URL that answered
 * @param headers by lower-case name
 * @param cookies that were set on the way, also by redirects
 */
record Answer(
    URI from,
    int status,
    Map<String, List<String>> headers,
    Octets body,
    boolean truncated,
    Supplier<Inspection> file,
    List<Cookie> cookies,
    int redirects,
    Duration took) {

  Answer {
    headers = Map.copyOf(headers);
    cookies = List.copyOf(cookies);
  }

  Optional<String> header(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream().findFirst();
  }

  /** The body in the character set that it names, otherwise UTF-8. */
  String text() {
    Charset charset =
        HttpUtil.getCharset(header("content-type").orElse(""), StandardCharsets.UTF_8);
    return new String(body.bytes(), charset);
  }

  /** Where it leads, if it leads anywhere that there can be. */
  Optional<URI> location() {
    try {
      return header("location").map(text -> Place.resolve(from, text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return "Answer[" + status + "]";
  }
}
