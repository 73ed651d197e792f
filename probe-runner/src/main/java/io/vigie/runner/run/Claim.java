package io.vigie.runner.run;

import io.vigie.contract.check.Effect;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.job.Cause;
import io.vigie.contract.job.Job;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one must have before he may go on, in the order in which he gets it.
 *
 * @param flow whose turn it is: what is scarce is dealt out evenly among flows
 * @param urgent whether he goes before those who only follow their schedule
 */
record Claim(List<Need> needs, String flow, boolean urgent) {

  Claim {
    needs = List.copyOf(needs);
  }

  /** A claim of nobody in particular. */
  Claim(List<Need> needs, boolean urgent) {
    this(needs, "", urgent);
  }

  /** One thing. */
  sealed interface Need {

    /** The name of the thing. */
    String what();
  }

  /**
   * Something that one must have alone, or beside a number of others; who came first gets it first.
   *
   * @param why what to say when others kept him from it
   * @param most how many may have it together
   */
  record Thing(String what, boolean alone, String why, int most) implements Need {

    /** Beside any number of others. */
    Thing(String what, boolean alone, String why) {
      this(what, alone, why, Integer.MAX_VALUE);
    }
  }

  /**
   * One of a number of places, which are dealt out evenly among flows.
   *
   * @param reserve how many of them are kept for flows that hold few
   */
  record Place(String what, int most, int reserve) implements Need {}

  /** What each attempt of a job needs: by what it does to {@code target}, and a place. */
  static Claim ofAttempt(Job job, Optional<String> target, Limits limits) {
    Effect effect = job.probe().effect().orElse(Effect.READ_ONLY);
    List<Need> needs = new ArrayList<>();
    if (effect == Effect.LOADS) {
      needs.add(
          new Thing("loads", true, "only one probe that loads runs at a time, and another did"));
    }
    target.ifPresent(
        host -> needs.add(ofTarget(host, effect == Effect.MAY_LOCK_OUT, limits.perTarget())));
    String kind = job.probe().kind();
    if (limits.ofKind(kind) < limits.concurrent()) {
      needs.add(limits.place("runs of kind " + kind, limits.ofKind(kind)));
    }
    needs.add(limits.place("runs", limits.concurrent()));
    return new Claim(needs, job.item().system(), isUrgent(job));
  }

  /** What a whole run needs, also between its attempts. */
  static Claim ofRun(Job job) {
    return switch (job.probe().effect().orElse(Effect.READ_ONLY)) {
      case STARTS_WORK, WRITES_AND_CLEANS_UP ->
          new Claim(List.of(ofItem(job.item())), job.item().system(), isUrgent(job));
      case READ_ONLY, MAY_LOCK_OUT, LOADS ->
          new Claim(List.of(), job.item().system(), isUrgent(job));
    };
  }

  private static Need ofTarget(String host, boolean alone, int most) {
    return new Thing(
        "runs against " + host,
        alone,
        alone
            ? "it may lock out, so it runs beside no other probe of "
                + host
                + ", and there was always one"
            : "a probe of "
                + host
                + " that may lock out was under way or before it, and nothing runs beside that",
        most);
  }

  private static Need ofItem(ItemId item) {
    return new Thing("item " + item, true, "another run of this item was under way");
  }

  private static boolean isUrgent(Job job) {
    return job.cause().orElse(Cause.SCHEDULE) != Cause.SCHEDULE;
  }
}
