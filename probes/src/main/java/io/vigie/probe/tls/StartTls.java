package io.vigie.probe.tls;

/** A protocol in which TLS is asked for in clear. */
public enum StartTls {
  SMTP,
  IMAP,
  POSTGRES,
  LDAP
}
