/**
 * Servers to look at, well-behaved and not: {@link io.vigie.testkit.target.HttpTarget} answers as
 * it is told to, {@link io.vigie.testkit.target.RawTarget} does what a {@link
 * io.vigie.testkit.target.Behaviour} does with a socket. All of them listen on a free port of the
 * loopback address, and count.
 */
package io.vigie.testkit.target;
