/**
 * Where jobs come from. A job is acknowledged when its result is in Kafka, so that one whose runner
 * dies is given to another; one that cannot be read is put aside with the reason.
 *
 * <p>Two adapters of one port. The share group is the default: a queue, with any number of runners.
 * The ordinary consumer group is for brokers without share groups: at most one runner per
 * partition, and there is one unless the topic was created beforehand with more. What must be kept
 * apart comes by it always: one runner at a time is then what is wanted (docs/adr/0010).
 *
 * <p>A slow probe must hold up no other job, and Kafka 4.2's share consumer makes that hard: it
 * returns no new record while any record of its last poll is unacknowledged. A renewed
 * acknowledgement (KIP-1222) only extends the lock; the renewed records are then all that the next
 * poll returns. Nor can one consumer stand in for another where each is assigned some of several
 * partitions: so the jobs of a location are one partition, and the share group adapter has several
 * consumers, its {@linkplain io.vigie.runner.kafka.Lane lanes}, of which one polls while others
 * wait for their jobs; and a lane lets go of a job that runs for long.
 *
 * <p>A share consumer may have been given jobs that nobody polls for any more: a runner that wants
 * none, and a lane that has had no room for seconds, therefore leaves the group, so that others
 * have them at once and not when their locks end.
 *
 * <p>What is given back, because the result could not be published or because another runner must
 * have the job, is given back once and then sent again: a broker throws away what was delivered too
 * often.
 */
package io.vigie.runner.kafka;
