package io.vigie.probe.scenario;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
  record Content(Octets octets, String type) {
    @Override
    public String toString() {
      return type;
    }
  }

  record Incoming(int status, Map<String, List<String>> headers, Octets body, boolean truncated) {
    @Override
    public String toString() {
      return String.valueOf(status);
    }
  }
}
