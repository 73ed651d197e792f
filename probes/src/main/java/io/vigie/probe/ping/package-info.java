/**
 * The kind {@code ping}: whether a host answers at all. Passed means that at least one of a few
 * tries was answered.
 *
 * <p>ICMP needs a permission that most runners do not have, and Java has no socket for it: where
 * the process may open raw sockets, {@link java.net.InetAddress#isReachable} sends an echo request;
 * otherwise a connection is tried, which the host accepts or refuses, and both prove that it is
 * there. Which of the two it was is always told. It deliberately judges no service: that is for the
 * other kinds.
 */
package io.vigie.probe.ping;
