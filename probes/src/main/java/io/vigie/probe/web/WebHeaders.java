package io.vigie.probe.web;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The headers of an answer, as they came; names in any case. Everything in here is the target's.
 */
public final class WebHeaders {

  private final HttpHeaders headers;

  WebHeaders(HttpHeaders headers) {
    this.headers = headers;
  }

  /** Headers that did not come over the network. */
  public static WebHeaders of(Iterable<Map.Entry<String, String>> entries) {
    HttpHeaders headers = new DefaultHttpHeaders();
    entries.forEach(entry -> headers.add(entry.getKey(), entry.getValue()));
    return new WebHeaders(headers);
  }

  /** The value of the first header of this name. */
  public Optional<String> first(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /** The values of all headers of this name, in their order. */
  public List<String> all(String name) {
    return headers.getAll(name);
  }

  /** How often a header came. */
  public int count(String name) {
    return headers.getAll(name).size();
  }

  /** All values of a name, joined with a comma; empty where there is none. */
  public String joined(String name) {
    return String.join(", ", headers.getAll(name));
  }

  /** All headers by lower-case name; repeated ones joined with a comma. */
  public Map<String, String> joined() {
    Map<String, String> joined = new TreeMap<>();
    entries()
        .forEach(
            header ->
                joined.merge(
                    header.getKey().toLowerCase(Locale.ROOT),
                    header.getValue(),
                    (first, next) -> first + ", " + next));
    return joined;
  }

  /** Each header, in their order. */
  public List<Map.Entry<String, String>> entries() {
    return headers.entries();
  }
}
