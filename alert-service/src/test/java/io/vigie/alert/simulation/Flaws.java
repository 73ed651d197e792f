package io.vigie.alert.simulation;

import io.vigie.alert.followup.Digest;
import io.vigie.alert.followup.FollowUps;
import io.vigie.alert.followup.NextStep;
import io.vigie.alert.followup.Situation;
import io.vigie.alert.incident.Folding.Folded;
import io.vigie.alert.incident.Ledger;
import io.vigie.alert.incident.Orders;
import io.vigie.alert.incident.Outbox;
import io.vigie.alert.incident.Settlement;
import io.vigie.alert.notify.Rate;
import io.vigie.alert.route.Audience;
import io.vigie.alert.route.Plan;
import io.vigie.alert.sight.Sight;
import io.vigie.alert.sight.Troubles;
import io.vigie.alert.silence.Silences;
import io.vigie.contract.alert.Incident;
import io.vigie.contract.command.Command;
import io.vigie.contract.job.RunId;
import io.vigie.contract.result.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Services that are wrong in one way each. A flaw is made anew for each history. */
enum Flaws {
  COUNTS_A_RESULT_TWICE,
  TAKES_WHAT_IS_LATE,
  COMMITS_THE_OFFSET_FIRST,
  DOES_NOT_TELL_AN_END,
  IGNORES_THE_LEASE,
  TELLS_WHAT_DEPENDS_ON_WHAT_FAILS,
  TELLS_ONE_CAUSE_OFTEN,
  ENDS_BEFORE_ALL_ARE_WELL,
  ESCALATES_WHAT_IS_ACKNOWLEDGED,
  LEAVES_EVERYBODY_ALONE,
  NEVER_FALLS_BACK,
  IGNORES_SILENCES,
  FORGETS_WHAT_A_SILENCE_HELD,
  OWES_NOTHING_IN_QUIET_HOURS,
  HOLDS_FOR_TOO_LONG,
  IGNORES_WAIVERS,
  FORGETS_MOST_OF_A_PILE,
  CALLS_TOO_OFTEN,
  TAKES_BLIND_FOR_BROKEN,
  DOES_NOT_SAY_THAT_IT_IS_BLIND,
  PINGS_FOR_A_SLOW_ROUND;

  Flaw made() {
    Set<RunId> seen = new HashSet<>();
    return switch (this) {
      case COUNTS_A_RESULT_TWICE ->
          ledger(real -> new FlawedLedgers.Forgetful(real, result -> !seen.add(result.run())));
      case TAKES_WHAT_IS_LATE ->
          ledger(real -> new FlawedLedgers.Forgetful(real, result -> seen.add(result.run())));
      case TAKES_BLIND_FOR_BROKEN -> ledger(FlawedLedgers.Accusing::new);
      case COMMITS_THE_OFFSET_FIRST -> new Hasty();
      case DOES_NOT_TELL_AN_END -> outbox(FlawedOutboxes.Silent::new);
      case IGNORES_THE_LEASE -> outbox(FlawedOutboxes.Greedy::new);
      case FORGETS_MOST_OF_A_PILE -> outbox(FlawedOutboxes.Hurried::new);
      case FORGETS_WHAT_A_SILENCE_HELD ->
          outbox(
              real ->
                  new FlawedOutboxes.Settling(
                      real, held -> new Settlement.Skipped(held.because())));
      case OWES_NOTHING_IN_QUIET_HOURS -> new Brief();
      case HOLDS_FOR_TOO_LONG ->
          outbox(
              real ->
                  new FlawedOutboxes.Settling(
                      real,
                      held ->
                          new Settlement.Held(
                              held.until().plus(Duration.ofDays(1)), held.because())));
      case TELLS_WHAT_DEPENDS_ON_WHAT_FAILS -> heeding(one -> one.parent().isEmpty());
      case TELLS_ONE_CAUSE_OFTEN -> heeding(one -> one.parent().isPresent());
      case ENDS_BEFORE_ALL_ARE_WELL -> new Impatient();
      case ESCALATES_WHAT_IS_ACKNOWLEDGED -> following(Flaws::unacknowledged);
      case LEAVES_EVERYBODY_ALONE -> following(Flaws::acknowledgedByNobodyNeeded);
      case NEVER_FALLS_BACK -> new Lonely();
      case IGNORES_SILENCES -> new Deaf();
      case IGNORES_WAIVERS -> new Strict();
      case CALLS_TOO_OFTEN -> new Loud();
      case DOES_NOT_SAY_THAT_IT_IS_BLIND -> new Proud();
      case PINGS_FOR_A_SLOW_ROUND -> new Lenient();
    };
  }

  private interface Wrapped<T> extends Function<T, T> {}

  private static Flaw ledger(Wrapped<Ledger> other) {
    return new Flaw() {
      @Override
      public Ledger in(Ledger ledger) {
        return other.apply(ledger);
      }
    };
  }

  private static Flaw outbox(Wrapped<Outbox> other) {
    return new Flaw() {
      @Override
      public Outbox in(Outbox outbox) {
        return other.apply(outbox);
      }
    };
  }

  private static Flaw heeding(java.util.function.Predicate<Folded> which) {
    return new Flaw() {
      @Override
      public boolean heeds(Folded decision) {
        return which.test(decision);
      }
    };
  }

  private static Flaw following(Function<Situation, Situation> seen) {
    return new Flaw() {
      @Override
      public FollowUps in(FollowUps real) {
        return new Misled(real, seen);
      }
    };
  }

  /** Decides from something that is not so. */
  private record Misled(FollowUps real, Function<Situation, Situation> seen) implements FollowUps {
    @Override
    public Looked look(Function<Situation, NextStep> decide, Instant now, int limit) {
      return real.look(one -> decide.apply(seen.apply(one)), now, limit);
    }

    @Override
    public List<Digest.Told> between(Instant from, Instant to) {
      return real.between(from, to);
    }

    @Override
    public int owe(List<Digest.Message> digests, Instant now) {
      return real.owe(digests, now);
    }

    @Override
    public int forget(Instant before) {
      return real.forget(before);
    }
  }

  private static Situation unacknowledged(Situation one) {
    Incident real = one.incident();
    Incident other =
        new Incident(
            real.id(),
            real.version(),
            real.item(),
            real.severity(),
            real.title(),
            real.firstFailedAt(),
            real.openedAt(),
            real.resolvedAt(),
            real.lastPassedAt(),
            real.firstFailure(),
            real.resolution(),
            real.fold(),
            Optional.empty(),
            real.history(),
            real.members(),
            real.seen());
    return new Situation(
        other,
        one.check(),
        one.toldFrom(),
        one.channels(),
        one.escalated(),
        one.reminded(),
        one.reminders());
  }

  private static Situation acknowledgedByNobodyNeeded(Situation one) {
    return new Situation(
        one.incident(),
        one.check(),
        Optional.empty(),
        one.channels(),
        one.escalated(),
        one.reminded(),
        one.reminders());
  }

  /** Commits before it has written. */
  private static final class Hasty implements Flaw {
    @Override
    public boolean commitsFirst() {
      return true;
    }
  }

  /** Calls an incident over that others are told with which are not. */
  private static final class Impatient implements Flaw {
    @Override
    public boolean waitsForAll() {
      return false;
    }
  }

  /** Has nobody to tell what a channel will not have. */
  private static final class Lonely implements Flaw {
    @Override
    public boolean fallsBack() {
      return false;
    }
  }

  /** Knows of no silence. */
  private static final class Deaf implements Flaw {
    @Override
    public Silences in(Silences silences) {
      return new Silences();
    }
  }

  /** Owes nothing where it may not be told yet. */
  private static final class Brief implements Flaw {
    @Override
    public Audience planning(Audience real) {
      return (check, at) -> {
        Plan plan = real.plan(check, at);
        boolean held = plan.opening().stream().anyMatch(one -> one.at().isAfter(at));
        return held ? new Plan(plan.route(), List.of()) : plan;
      };
    }
  }

  /** Knows of no waiver. */
  private static final class Strict implements Flaw {
    @Override
    public Orders in(Orders orders) {
      return (command, now) ->
          command.order() instanceof Command.Waive
              ? Orders.Taken.done(new Ledger.Written(0, 0, 0))
              : orders.take(command, now);
    }
  }

  /** Calls as often as it likes. */
  private static final class Loud implements Flaw {
    @Override
    public Rate of(Rate rate) {
      return Rate.UNLIMITED;
    }
  }

  /** Never says that it cannot see. */
  private static final class Proud implements Flaw {
    @Override
    public Troubles in(Troubles real) {
      return new Kept(real, judged -> new Sight.Judged(List.of(), Set.of()));
    }
  }

  private record Kept(Troubles real, Function<Sight.Judged, Sight.Judged> seen)
      implements Troubles {
    @Override
    public Sight.Counted count(Optional<Instant> brokerAwaySince, Instant now) {
      return real.count(brokerAwaySince, now);
    }

    @Override
    public Ledger.Written keep(Sight.Judged judged, Instant now) {
      return real.keep(seen.apply(judged), now);
    }
  }

  /** Takes its time with the canary. */
  private static final class Lenient implements Flaw {
    @Override
    public Duration fresh(Duration fresh) {
      return Duration.ofDays(1);
    }
  }

  /** What somebody could not look at is broken. */
  static Outcome accused(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Blind(String code, String _) ->
          new Outcome.Failed(new Outcome.Failure(code, "look", "no answer", List.of()));
      case Outcome.Passed _, Outcome.Failed _, Outcome.Missed _ -> outcome;
    };
  }
}
