/**
 * Slack, in two ways. An incoming webhook: one address, one message for the opening and one for the
 * resolution. A bot with a token: one message for each incident, edited in place when it is over,
 * with the history in its thread.
 *
 * <p>What came from a target is escaped, so that it can name nobody and link nowhere. {@code
 * "ok":false} with status 200 is a failure.
 */
package io.vigie.alert.notify.slack;
