/**
 * The kind {@code redirect}: where a URL leads, step by step. Passed means that it leads at once
 * and for good to https, on the same host and with the same path, unless the author expects
 * something else.
 *
 * <p>Each step is one request of the kind {@code http} that follows nothing, so that egress policy,
 * limits and codes are the same. It deliberately sends no secret and no header of an author: what
 * must be told to a target that redirects is for {@code http}.
 */
package io.vigie.probe.redirect;
