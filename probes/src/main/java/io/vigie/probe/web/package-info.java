/**
 * The HTTP client that kinds share: one request, one connection, one answer, within an {@link
 * io.vigie.probe.net.Attempt} and its deadline. What is sent and what is read is bounded, every
 * address is judged by the egress policy, and what goes wrong is a {@link
 * io.vigie.probe.net.Trouble}, with the codes of the kind {@code http}.
 *
 * <p>Read in this order: {@link io.vigie.probe.web.WebRequest}, {@link io.vigie.probe.web.Web},
 * {@code Sending} (the way of one request), {@code Wire}, {@code Exchange}, {@link
 * io.vigie.probe.web.WebResponse}.
 *
 * <p>It speaks on Vert.x's event loops but not with its {@code NetClient}: that cannot give up a
 * connection which is being made, so a deadline could not be kept by closing. Nothing is pooled,
 * kept alive or resumed. It deliberately follows no redirect and keeps no cookie: that is for the
 * kinds, which know what may be told to whom.
 */
package io.vigie.probe.web;
