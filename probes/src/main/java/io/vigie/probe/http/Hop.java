package io.vigie.probe.http;

import io.vigie.probe.web.Url;
import io.vigie.probe.web.WebBody;
import java.util.Map;
import java.util.Optional;

/**
 * One request of a run: the first, or one that follows a redirect. Holds secrets; has no text form
 * but its URL as shown.
 */
record Hop(Url url, String method, Map<String, String> headers, Optional<WebBody> body) {

  @Override
  public String toString() {
    return url.shown();
  }
}
