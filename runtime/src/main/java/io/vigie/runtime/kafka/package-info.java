/**
 * The edge between the contract and Kafka: topics that exist before they are used, records from
 * envelopes and back, one producer for the process, and a dead-letter topic for what cannot be
 * read.
 */
package io.vigie.runtime.kafka;
