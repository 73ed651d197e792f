package io.vigie.probe.line;

import java.security.cert.X509Certificate;
import java.util.List;

/**
 * What a TLS handshake agreed on.
 *
 * @param chain the server's certificates, its own first
 */
record Agreed(String version, String cipher, boolean verified, List<X509Certificate> chain) {
  Agreed {
    chain = List.copyOf(chain);
  }
}
