/**
 * What every service process needs to run, and what therefore must not be written four times: the
 * clock, the topics, how an envelope becomes a Kafka record, and whether a consumer gets on. See
 * docs/adr/0002.
 */
package io.vigie.runtime;
