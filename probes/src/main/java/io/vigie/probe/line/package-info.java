/**
 * One conversation with a server, for kinds that speak in turns: lines, or counted bytes. A kind
 * writes the dialogue down as it is spoken, in blocking calls on a virtual thread of its own; what
 * it waits for ends at the deadline, because the connection is closed then. A line has at most 8
 * KiB, and a conversation as many bytes as its kind allows; the channel is read only while somebody
 * waits.
 *
 * <p>Arrives: a host and a port, from a kind. Leaves: an observation, with phases, what TLS showed
 * and what the kind noted. What goes wrong is {@link io.vigie.probe.net.Trouble}, and becomes an
 * observation in one place. See ADR 0007 for why databases are spoken to in this way too.
 */
package io.vigie.probe.line;
