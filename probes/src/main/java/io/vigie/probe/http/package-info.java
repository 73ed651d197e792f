/**
 * The kind {@code http}: one request, redirects followed where asked for, and everything an author
 * may want to know of the answer. Passed means that a status of 2xx came back, unless the author
 * expects something else.
 *
 * <p>Read in this order: {@link io.vigie.probe.http.HttpSettings}, {@link
 * io.vigie.probe.http.HttpProbe}, {@code HttpRun} (the way of one run, by the client of {@code
 * io.vigie.probe.web}), {@code Redirection}, {@code HttpObservation}.
 *
 * <p>It opens a connection of its own for each request; nothing is kept between runs. It
 * deliberately does not run what a page refers to, keep cookies between redirects, or judge
 * certificates beyond trust, name and dates.
 */
package io.vigie.probe.http;
