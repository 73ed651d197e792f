/**
 * One run: waits for the due time and for its turn, looks, judges, and makes what was seen fit to
 * leave the runner. No Kafka and no Quarkus.
 *
 * <p><em>Time.</em> The timeout of the order is the limit of one attempt, of all of it. The job's
 * {@code notAfter} is the last moment at which an attempt may begin, the first as well as each
 * further one; so a run ends at {@code notAfter} plus its timeout at the latest. A failed attempt,
 * never a blind one, is followed by another after the backoff, which doubles each time; where that
 * would be after {@code notAfter}, the failure stands. Between attempts a run holds no slot. Its
 * result says how many attempts there were, its evidence what each of them saw.
 *
 * <p><em>Turns.</em> What looking does to the target decides beside what it may run on this runner:
 * what may lock out, beside no other probe of the same host, in both directions; what loads, one at
 * a time; what starts work or writes, never twice for one item, pauses included. The host is that
 * of the settings: two names of one machine are two hosts, and where redirects lead is not known
 * beforehand. Who must be alone is not overtaken by those who would keep him waiting; only what is
 * urgent goes first. Whose turn does not come by {@code notAfter} is missed, with the reason.
 * Runners do not know of each other: these are the limits of one runner; so one runner of a
 * location takes all that loads, may lock out or starts work, and all that looks at what may lock
 * out (docs/adr/0010).
 *
 * <p><em>Limits.</em> Beside that there are only so many places, for all, for a kind and for a
 * host. They are dealt out evenly among systems, and some are kept for those that hold few. Whom
 * these limits kept from beginning is blind, not missed, and so is whose time ran out while this
 * process stood still: an event loop that was blocked, a machine without a processor to spare.
 *
 * <p><em>Sight.</em> A target that could not be reached is accused only by a runner that has
 * reached something else since.
 *
 * <p><em>Judgement.</em> Every expectation must hold, and what is to be warned of is told with the
 * pass. Where the item is forbidden one expectation must be false; what could not be evaluated and
 * who could not be reached prove nothing, and the run fails.
 *
 * <p><em>Another runner.</em> A job that this runner must not run is given back after a while, not
 * as fast as it comes, and missed when nobody else has taken it by its {@code notAfter}.
 */
package io.vigie.runner.run;
