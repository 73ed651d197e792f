/**
 * Where jobs come from. A job is acknowledged when its result is in Kafka, so that one whose runner
 * dies is given to another; one that cannot be read is put aside with the reason.
 *
 * <p>Two adapters of one port. The share group is the default: a queue, with any number of runners.
 * The ordinary consumer group is for brokers without share groups: at most one runner per
 * partition.
 *
 * <p>A slow probe holds up no other job. Kafka 4.2's share consumer returns no new record while any
 * record of its last poll is unacknowledged, and a renewed acknowledgement (KIP-1222) does not
 * change that: the renewed records are all that the next poll returns. Therefore the share group
 * adapter has several consumers, its {@linkplain io.vigie.runner.kafka.Lane lanes}, which take
 * turns: one polls while the others carry what they took.
 */
package io.vigie.runner.kafka;
