package io.vigie.alert.notify;

import io.vigie.alert.Samples;
import io.vigie.alert.incident.FreeLanes;
import io.vigie.alert.incident.Outbox.Backlog;
import io.vigie.alert.incident.Posting;
import io.vigie.alert.notify.story.Story;
import io.vigie.alert.route.Routes;
import io.vigie.alert.silence.Silences;
import io.vigie.contract.alert.Incident;
import io.vigie.contract.alert.IncidentId;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.Severity;
import io.vigie.contract.result.Outcome;
import io.vigie.testkit.clock.MutableClock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/** A lane with an outbox, a channel that answers from a script, and a clock. */
abstract class LaneStage {

  static final DeliveryRules RULES =
      new DeliveryRules(
          Duration.ofSeconds(1),
          Duration.ofSeconds(30),
          Duration.ofSeconds(30),
          Duration.ofMinutes(2),
          Duration.ofHours(24));

  final MutableClock clock = new MutableClock(Samples.START);
  final MemoryOutbox outbox = new MemoryOutbox();
  final Scripted notifier = new Scripted();
  final Heard heard = new Heard();
  final Silences silences = new Silences();
  final Routes routes = new Routes(List.of(), Map.of(), List.of("ops"), Optional.empty(), silences);
  final Lane lane = lane(Rate.UNLIMITED);

  final Lane lane(Rate rate) {
    return new Lane(
        "ops",
        notifier,
        rate,
        outbox,
        new Restraint(routes),
        RULES,
        clock,
        new Random(1),
        heard,
        new FreeLanes(RULES.lease()));
  }

  /** Answers from a script, then delivers. */
  static final class Scripted implements Notifier {
    final Deque<Attempt> script = new ArrayDeque<>();
    final List<String> told = new ArrayList<>();
    final List<Posting.Telling> tellings = new ArrayList<>();
    Posting.Telling tellingNow;
    Posting.Telling tellsNot = Posting.Telling.UPDATED;
    int calls = 1;

    @Override
    public boolean tells(Posting.Telling telling) {
      return telling != tellsNot;
    }

    @Override
    public int calls(Posting.Telling telling) {
      tellingNow = telling;
      return calls;
    }

    @Override
    public Attempt send(Story story, Optional<String> receipt) {
      told.add(story.title());
      tellings.add(tellingNow);
      return script.isEmpty() ? Attempt.delivered("r") : script.poll();
    }

    @Override
    public void close() {}
  }

  /** Remembers what it was told. */
  static final class Heard implements DeliveryListener {
    final List<String> words = new ArrayList<>();
    final List<Integer> counts = new ArrayList<>();

    @Override
    public void delivered(Posting posting, Duration sinceCause) {
      counts.add(posting.rows().size());
      words.add("delivered after " + sinceCause.toSeconds() + " s");
    }

    @Override
    public void postponed(Posting posting) {
      words.add("postponed");
    }

    @Override
    public void unclear(Posting posting) {
      words.add("unclear");
    }

    @Override
    public void givenUp(String channel) {
      words.add("given up");
    }

    @Override
    public void waiting(Backlog backlog) {}
  }

  static Posting told(Posting.Telling telling) {
    Posting of = posting("told");
    return new Posting(
        of.rows(),
        of.channel(),
        telling,
        of.incident(),
        of.check(),
        0,
        Optional.empty(),
        false,
        of.causedAt());
  }

  static Posting posting(String title) {
    Check check =
        Samples.check(
            Samples.item("CH-001"),
            io.vigie.contract.check.Thresholds.DEFAULT,
            "default",
            "r1",
            Samples.meaning(title));
    Incident incident =
        new Incident(
            IncidentId.of(check.item(), Samples.START),
            1,
            check.item(),
            Severity.P0,
            title,
            Samples.START,
            Samples.START,
            Optional.empty(),
            Optional.empty(),
            new Outcome.Failed(Samples.failure("broken")),
            "");
    return new Posting(
        List.of(UUID.randomUUID()),
        "ops",
        Posting.Telling.OPENED,
        incident,
        check,
        0,
        Optional.empty(),
        false,
        Samples.START.minusSeconds(5));
  }
}
