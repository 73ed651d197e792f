/** A real Kafka broker in this process and a real PostgreSQL beside it. */
package io.vigie.embedded;
