package io.vigie.probe.tls;

/** Whom to ask whether a certificate was revoked. */
public enum Revocation {
  /** The server: what it staples to the handshake. */
  STAPLED,
  /** Its authority too: by OCSP, or else by the list, where the certificate names them. */
  ONLINE
}
