package io.vigie.runner.run;

import io.vigie.contract.check.Effect;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.job.Cause;
import io.vigie.contract.job.Job;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one must have before he may go on.
 *
 * @param urgent whether he goes before those who only follow their schedule
 */
record Claim(List<Need> needs, boolean urgent) {

  Claim {
    needs = List.copyOf(needs);
  }

  /**
   * One thing, shared with others or alone.
   *
   * @param why what to say when it was not to be had in time
   */
  record Need(String what, boolean alone, String why) {}

  /** What each attempt of a job needs: by what it does to {@code target}. */
  static Claim ofAttempt(Job job, Optional<String> target) {
    Effect effect = job.probe().effect().orElse(Effect.READ_ONLY);
    List<Need> needs = new ArrayList<>();
    target.ifPresent(host -> needs.add(ofTarget(host, effect == Effect.MAY_LOCK_OUT)));
    if (effect == Effect.LOADS) {
      needs.add(
          new Need("loads", true, "only one probe that loads runs at a time, and another did"));
    }
    return new Claim(needs, isUrgent(job));
  }

  /** What a whole run needs, also between its attempts. */
  static Claim ofRun(Job job) {
    return switch (job.probe().effect().orElse(Effect.READ_ONLY)) {
      case STARTS_WORK, WRITES_AND_CLEANS_UP ->
          new Claim(List.of(ofItem(job.item())), isUrgent(job));
      case READ_ONLY, MAY_LOCK_OUT, LOADS -> new Claim(List.of(), isUrgent(job));
    };
  }

  private static Need ofTarget(String host, boolean alone) {
    return new Need(
        "target " + host,
        alone,
        alone
            ? "it may lock out, so it runs beside no other probe of "
                + host
                + ", and there was always one"
            : "a probe of "
                + host
                + " that may lock out was under way or before it, and nothing runs beside that");
  }

  private static Need ofItem(ItemId item) {
    return new Need("item " + item, true, "another run of this item was under way");
  }

  private static boolean isUrgent(Job job) {
    return job.cause().orElse(Cause.SCHEDULE) != Cause.SCHEDULE;
  }
}
