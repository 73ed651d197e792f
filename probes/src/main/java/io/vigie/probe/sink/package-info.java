/**
 * The kind {@code sink}: an address of ours that records what an application sends, and answers as
 * the checklist says. It finds out whether what should be sent is sent, exactly once, again after a
 * refusal with growing gaps, with the right content, and only to whom the certificate is valid for.
 *
 * <p>Read in this order: {@link io.vigie.probe.sink.SinkSettings}, {@link
 * io.vigie.probe.sink.Sinks} (what a runner lends), {@code SinkRun}, {@link
 * io.vigie.probe.sink.Arrivals} (how long to wait), {@code SinkJudge} (what became of it).
 *
 * <p>Nothing here listens: a runner that is told to does, and this kind is blind on any other.
 */
package io.vigie.probe.sink;
