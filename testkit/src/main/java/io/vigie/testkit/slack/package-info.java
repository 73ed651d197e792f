/**
 * A stand-in for Slack that keeps what it is told and misbehaves on request: an incoming webhook,
 * and {@code chat.postMessage} and {@code chat.update} with a bot token. A real HTTP server; only
 * what it answers is made up.
 */
package io.vigie.testkit.slack;
