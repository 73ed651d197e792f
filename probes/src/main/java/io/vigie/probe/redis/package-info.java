/**
 * The kind {@code redis}: PING before a login, the login, PING after it, and INFO. Passed means
 * that the server answers, and with a password, that it answers nobody else.
 *
 * <p>Read in this order: {@link io.vigie.probe.redis.RedisSettings}, {@code RedisTalk}, {@code
 * Resp}.
 *
 * <p>RESP is spoken here and not by a client: see ADR 0007. It deliberately sends no other command,
 * so that nothing in the server is read or changed.
 */
package io.vigie.probe.redis;
