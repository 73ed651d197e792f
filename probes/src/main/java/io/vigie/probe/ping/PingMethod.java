package io.vigie.probe.ping;

/** How a host is made to answer. */
public enum PingMethod {
  /** By ICMP where it is permitted, else by TCP. */
  ANY,
  /** By ICMP or not at all. */
  ICMP,
  /** By a connection, which may as well be refused. */
  TCP
}
