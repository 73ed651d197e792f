/**
 * The kind {@code tcp}: whether ports accept connections, or do not, and what a server says first.
 * Passed means that each address accepted a connection and the dialogue, if there is one, went as
 * written; with {@code closed: true}, that none accepted.
 *
 * <p>It deliberately speaks no protocol and no TLS: there are kinds for those.
 */
package io.vigie.probe.tcp;
