package io.vigie.probe.tls;

/** Whom to ask whether a certificate was revoked. */
public enum Revocation {
  /** The server: what it staples to the handshake. */
  STAPLED,
  /** Its authority too: the list that the certificate names is fetched. */
  ONLINE
}
