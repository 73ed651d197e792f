/**
 * The sinks that a runner hosts when it is told to: addresses at which applications send, for the
 * kinds {@code sink} and {@code mail-roundtrip}. Requests arrive from strangers and are bounded in
 * every way; they leave as what a check that listens may see.
 *
 * <p>Read in this order: {@code SinkListener} (HTTP), {@code SinkBook} (who listens where), {@code
 * Room} (one name), {@code Watch} (one check), {@code Turns} (who has to wait for whom), {@code
 * SelfSigned} (the certificate that nobody may trust).
 */
package io.vigie.runner.sink;
