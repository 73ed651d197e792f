package io.vigie.probe.scenario;

import io.vigie.probe.download.Inspection;
import io.vigie.probe.web.WebBody;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Sends one request and has its answer, whatever it is. Blocks. */
interface Transport {

  Incoming send(Outgoing request);

  /** All that is sent, secrets and all. */
  record Outgoing(String method, URI to, Map<String, String> headers, Optional<Content> content) {
    @Override
    public String toString() {
      return method;
    }
  }

  /** A body. */
  record Content(WebBody body, String type) {
    @Override
    public String toString() {
      return type;
    }
  }

  /**
   * What came back.
   *
   * @param file what is known of the body as a file, worked out when it is asked for
   */
  record Incoming(
      int status,
      Map<String, List<String>> headers,
      Octets body,
      boolean truncated,
      Supplier<Inspection> file) {
    @Override
    public String toString() {
      return String.valueOf(status);
    }
  }
}
