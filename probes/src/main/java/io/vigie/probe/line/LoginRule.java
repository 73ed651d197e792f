package io.vigie.probe.line;

/** What must become of a login. */
public enum LoginRule {
  ACCEPTED,
  REFUSED
}
