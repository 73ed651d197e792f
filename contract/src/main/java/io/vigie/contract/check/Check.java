package io.vigie.contract.check;

import java.time.Duration;

/**
 * One item of a checklist, as the services other than its author need it. The revision is a digest
 * of the content: equal content has an equal revision, whoever publishes it.
 */
public record Check(
    ItemId item,
    String revision,
    Meaning meaning,
    Schedule schedule,
    Thresholds thresholds,
    ProbeOrder probe,
    String route) {

  /** The route of a checklist that names none. */
  public static final String DEFAULT_ROUTE = "default";

  /** Shorter than this no silence is called one: a busy machine is not a lost one. */
  private static final Duration LEAST_PATIENCE = Duration.ofSeconds(15);

  /** How long after a due time a result may arrive before the item is stale. */
  public Duration patience() {
    Duration wanted =
        schedule.longestGap().multipliedBy(2).plus(probe.timeout()).plus(schedule.grace());
    return wanted.compareTo(LEAST_PATIENCE) < 0 ? LEAST_PATIENCE : wanted;
  }
}
