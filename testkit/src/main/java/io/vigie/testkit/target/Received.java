package io.vigie.testkit.target;

import java.util.Map;
import java.util.TreeMap;

/** A request as it arrived. Header names are in lower case. */
public record Received(
    String method, String uri, String protocol, Map<String, String> headers, String body) {

  public Received {
    headers = java.util.Collections.unmodifiableMap(new TreeMap<>(headers));
  }

  /** The URI without its query. */
  public String path() {
    int query = uri.indexOf('?');
    return query < 0 ? uri : uri.substring(0, query);
  }
}
