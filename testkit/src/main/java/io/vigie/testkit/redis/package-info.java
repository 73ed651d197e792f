/**
 * A redis server of a few lines: PING, AUTH, INFO and QUIT, as a real one answers them. Commands
 * arrive in RESP, answers leave in RESP2.
 */
package io.vigie.testkit.redis;
