/**
 * A real Kafka broker in this process and a real PostgreSQL beside it.
 *
 * <p>A folder and a port arrive, a running server leaves; everything that must survive a restart or
 * a {@code kill -9} lies in that folder. Both servers listen on the loopback address only. Nothing
 * here knows what Vigie stores in them.
 */
package io.vigie.embedded;
