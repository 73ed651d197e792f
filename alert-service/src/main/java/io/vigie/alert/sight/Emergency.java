package io.vigie.alert.sight;

import io.vigie.alert.incident.Posting;
import io.vigie.alert.incident.Posting.Telling;
import io.vigie.alert.notify.Attempt;
import io.vigie.alert.notify.Notifier;
import io.vigie.alert.notify.story.Story;
import io.vigie.alert.route.Audience;
import io.vigie.alert.route.Plan;
import io.vigie.alert.wording.Sentence;
import io.vigie.contract.alert.Incident;
import io.vigie.contract.alert.IncidentId;
import io.vigie.contract.result.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Tells that the database is away, which cannot keep that it is: straight from memory, once to each
 * channel, and closed on each when it is back. A process that ends meanwhile forgets what it told.
 * Used by one thread.
 */
public final class Emergency {

  /** A restart of the database is none. */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  /** A channel that will not have it is asked so often. */
  static final int MOST_ATTEMPTS = 20;

  private static final Logger LOG = Logger.getLogger(Emergency.class);

  private final Supplier<Map<String, Notifier>> notifiers;
  private final Audience audience;
  private final Map<String, Integer> attempts = new HashMap<>();

  /** What each channel answered to the opening. */
  private final Map<String, Optional<String>> told = new TreeMap<>();

  private Instant since;
  private Trouble trouble;

  /**
   * @param notifiers opens the channels, once there is something to tell
   */
  public Emergency(Supplier<Map<String, Notifier>> notifiers, Audience audience) {
    this.notifiers = notifiers;
    this.audience = audience;
  }

  /** The database does not answer. */
  void away(String reason, Instant now) {
    if (since == null) {
      since = now;
    }
    if (since.plus(PATIENCE).isAfter(now)) {
      return;
    }
    if (trouble == null) {
      trouble = Sight.database(since, reason);
      LOG.errorf("tells without a database: since=%s reason=%s", since, reason);
    }
    Map<String, Notifier> open = notifiers.get();
    for (Plan.Owed owed : audience.plan(trouble.check(), now).opening()) {
      Notifier notifier = open.get(owed.channel());
      if (notifier != null && !owed.at().isAfter(now)) {
        open(owed.channel(), notifier);
      }
    }
  }

  /** The database answers; what was told is closed. */
  void answers(Instant now) {
    since = null;
    if (trouble == null) {
      return;
    }
    Incident over = incident(Optional.of(now), Sentence.DATABASE_IS_BACK.of());
    Map<String, Notifier> open = notifiers.get();
    told.entrySet()
        .removeIf(one -> close(one.getKey(), open.get(one.getKey()), one.getValue(), over));
    if (told.isEmpty()) {
      trouble = null;
      attempts.clear();
    }
  }

  private void open(String channel, Notifier notifier) {
    if (told.containsKey(channel) || attempts.merge(channel, 1, Integer::sum) > MOST_ATTEMPTS) {
      return;
    }
    Incident incident = incident(Optional.empty(), "");
    Posting posting = posting(channel, Telling.OPENED, incident, Optional.empty());
    switch (notifier.send(Story.of(posting, notifier.voice()), Optional.empty())) {
      case Attempt.Delivered(Optional<String> receipt) -> told.put(channel, receipt);
      // It may have been told: once too few is worse than an end of what nobody heard of.
      case Attempt.Unclear _ -> told.put(channel, Optional.empty());
      case Attempt.Retry(String error, var _) -> failed(channel, error);
      case Attempt.Permanent(String error) -> {
        failed(channel, error);
        attempts.put(channel, MOST_ATTEMPTS);
      }
    }
  }

  /** True when no more is to be told there. */
  private boolean close(
      String channel, Notifier notifier, Optional<String> receipt, Incident over) {
    Posting posting = posting(channel, Telling.RESOLVED, over, receipt);
    Attempt attempt = notifier.send(Story.of(posting, notifier.voice()), receipt);
    return !(attempt instanceof Attempt.Retry)
        || attempts.merge(channel, 1, Integer::sum) > 2 * MOST_ATTEMPTS;
  }

  private static void failed(String channel, String error) {
    LOG.warnf("emergency not told: channel=%s reason=%s", channel, error);
  }

  private Posting posting(
      String channel, Telling telling, Incident incident, Optional<String> receipt) {
    return new Posting(
        List.of(), channel, telling, incident, trouble.check(), 1, receipt, false, trouble.since());
  }

  private Incident incident(Optional<Instant> resolvedAt, String resolution) {
    Outcome.Failure failure =
        new Outcome.Failure(trouble.code(), "self", trouble.summary(), List.of());
    return new Incident(
        IncidentId.of(trouble.item(), trouble.since()),
        1,
        trouble.item(),
        trouble.severity(),
        trouble.title(),
        trouble.since(),
        trouble.since(),
        resolvedAt,
        Optional.empty(),
        new Outcome.Failed(failure),
        resolution);
  }
}
