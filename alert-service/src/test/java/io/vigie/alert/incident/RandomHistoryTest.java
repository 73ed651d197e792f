package io.vigie.alert.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.alert.Samples;
import io.vigie.alert.Variety;
import io.vigie.alert.state.Event;
import io.vigie.contract.alert.IncidentId;
import io.vigie.contract.alert.Waiver;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.Thresholds;
import io.vigie.contract.result.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Histories of one item, made of chance: results that fail and pass, arrive twice, late, in another
 * order and in batches that are redelivered; silence, sleep, changed, excluded and removed checks;
 * several places, confirmations, maintenance, beats and signatures. After each step the promises
 * must hold. The seed of a broken one is in the message; {@code -Dvigie.seed=} replays it.
 */
class RandomHistoryTest {

  private static final int HISTORIES = 6_000;
  private static final int STEPS = 60;
  private static final List<Variety> VARIETIES = List.of(Variety.values());

  @Test
  void promisesHoldInEveryHistory() {
    Long replay = Long.getLong("vigie.seed");
    if (replay != null) {
      new History(replay).run();
      return;
    }
    Map<Variety, Integer> opened = new EnumMap<>(Variety.class);
    for (long seed = 0; seed < HISTORIES; seed++) {
      History history = new History(seed);
      history.run();
      opened.merge(history.variety, history.opened.size(), Integer::sum);
    }
    assertThat(opened).hasSize(Variety.values().length);
    assertThat(opened.values()).as("every kind of history opens incidents").allMatch(n -> n > 200);
  }

  @ParameterizedTest
  @EnumSource
  void redeliveryDoesNotMatter(Variety variety) {
    for (long seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      Check check = variety.check(new Thresholds(2, 3, 2));
      List<Happening> once = new ArrayList<>();
      List<Happening> again = new ArrayList<>();
      for (int i = 0; i < 30; i++) {
        Instant dueAt = Samples.START.plusSeconds(10L * i);
        once.add(Happening.of(Variety.result(random, check, dueAt)));
        again.add(once.getLast());
        again.add(once.get(random.nextInt(once.size())));
      }
      Item start = Item.starting(check, Samples.START);
      Instant now = Samples.START.plusSeconds(300);
      Entry plain = Bookkeeper.enter(start, once, now);
      Entry repeated = Bookkeeper.enter(start, again, now);
      assertThat(repeated).as("%s, seed %d", variety, seed).isEqualTo(plain);
    }
  }

  /** One history and what was announced in it. */
  private static final class History {
    private final long seed;
    private final Random random;
    private final Variety variety;
    private final Check check;
    private final Set<UUID> asked = new HashSet<>();
    private final List<Result> log = new ArrayList<>();
    private final Set<IncidentId> opened = new HashSet<>();
    private final Set<IncidentId> resolved = new HashSet<>();
    private Optional<IncidentId> open = Optional.empty();
    private Instant now = Samples.START;
    private Instant newest = Instant.MIN;
    private Item item;
    private Check current;

    History(long seed) {
      this.seed = seed;
      this.random = new Random(seed);
      int of = 1 + random.nextInt(4);
      Thresholds thresholds = new Thresholds(1 + random.nextInt(of), of, 1 + random.nextInt(3));
      this.variety = VARIETIES.get((int) (seed % VARIETIES.size()));
      this.check = variety.check(thresholds);
      this.current = check;
      this.item = Item.starting(check, now);
    }

    void run() {
      for (int step = 0; step < STEPS; step++) {
        now = now.plusSeconds(random.nextInt(12));
        Entry entry = something();
        note(entry);
        check(entry, step);
        item = entry.after();
      }
    }

    private Entry something() {
      return switch (random.nextInt(12)) {
        case 0 -> tick(Instant.MIN);
        case 1 -> tick(now.minusSeconds(random.nextInt(60)));
        case 2 -> define(changed());
        case 3 -> random.nextInt(6) == 0 ? Bookkeeper.remove(item, now) : batch();
        case 4 -> redelivered();
        case 5 -> random.nextInt(4) == 0 ? waive() : batch();
        default -> batch();
      };
    }

    private Entry tick(Instant awake) {
      now = now.plus(Duration.ofSeconds(random.nextInt(60)));
      Entry entry = enter(List.of(new Happening(new Event.Tick(awake), now)));
      assertThat(entry.after().wakeAt(awake, now))
          .as("seed %d: what time has done by %s is done", seed, now)
          .matches(next -> next.isEmpty() || next.get().isAfter(now), "is empty or later");
      return entry;
    }

    private Entry waive() {
      Waiver waiver = new Waiver("Ada", "known", now, now.plusSeconds(1 + random.nextInt(200)));
      boolean ends = item.rules().waiver().isPresent() && random.nextBoolean();
      return Bookkeeper.waive(item, ends ? Optional.empty() : Optional.of(waiver), now);
    }

    private Entry define(Check changed) {
      Entry entry = Bookkeeper.define(item, current, changed, now);
      current = changed;
      return entry;
    }

    private Check changed() {
      String revision = "r" + random.nextInt(3);
      return switch (random.nextInt(6)) {
        case 0 -> Samples.excluded(check.stamped(revision), "not here");
        case 1 -> another().stamped(revision + "-" + random.nextInt(9));
        default -> check.stamped(revision);
      };
    }

    /** Another nature, or other people to ask. */
    private Check another() {
      return VARIETIES.get(random.nextInt(VARIETIES.size())).check(check.thresholds());
    }

    private Entry batch() {
      List<Result> batch = new ArrayList<>();
      for (int i = random.nextInt(4); i >= 0; i--) {
        Instant dueAt = now.minusSeconds(random.nextInt(20));
        batch.add(Variety.result(random, current, dueAt));
      }
      log.addAll(batch);
      return take(batch);
    }

    /** Everything from some earlier offset, once more. */
    private Entry redelivered() {
      return log.isEmpty() ? batch() : take(log.subList(random.nextInt(log.size()), log.size()));
    }

    private Entry take(List<Result> batch) {
      return enter(batch.stream().map(Happening::of).toList());
    }

    private Entry enter(List<Happening> happenings) {
      return item.removed() ? define(check) : Bookkeeper.enter(item, happenings, now);
    }

    private void note(Entry entry) {
      entry
          .openings()
          .forEach(
              opening -> {
                assertThat(opened.add(opening.incident().id()))
                    .as("seed %d: never opened twice", seed)
                    .isTrue();
                assertThat(entry.after().rules().waiver())
                    .as("seed %d: nothing opens while it is waived", seed)
                    .isEmpty();
                assertThat(isMaintained())
                    .as("seed %d: nothing opens in maintenance", seed)
                    .isFalse();
              });
      entry
          .commands()
          .forEach(
              command ->
                  assertThat(asked.add(command.id()))
                      .as("seed %d: never asked twice", seed)
                      .isTrue());
      entry
          .reopenings()
          .forEach(
              again ->
                  assertThat(resolved.remove(again.incident().id()))
                      .as("seed %d: only what is over opens again", seed)
                      .isTrue());
      entry
          .closings()
          .forEach(
              closing -> {
                assertThat(opened).as("seed %d", seed).contains(closing.incident().id());
                assertThat(resolved.add(closing.incident().id()))
                    .as("seed %d: never closed twice", seed)
                    .isTrue();
              });
    }

    private boolean isMaintained() {
      return !current.maintenance().isEmpty()
          && !now.isBefore(Variety.BEGIN)
          && now.isBefore(Variety.END);
    }

    private void check(Entry entry, int step) {
      Set<IncidentId> unresolved = new HashSet<>(opened);
      unresolved.removeAll(resolved);
      assertThat(unresolved)
          .as("seed %d step %d: open at most once", seed, step)
          .hasSizeLessThan(2);
      open = entry.after().state().incident().map(incident -> incident.id());
      assertThat(unresolved)
          .as("seed %d step %d: what is open is known to the state", seed, step)
          .isEqualTo(open.map(Set::of).orElse(Set.of()));
      assertThat(entry.openings().size() + entry.reopenings().size() - entry.closings().size())
          .as("seed %d step %d: openings and closings alternate", seed, step)
          .isBetween(-1, 1);
      Instant last = entry.after().state().lastDueAt().orElse(Instant.MIN);
      assertThat(last).as("seed %d step %d: no way back", seed, step).isAfterOrEqualTo(newest);
      newest = last;
      assertThat(entry.after().version())
          .as("seed %d step %d: versions grow", seed, step)
          .isGreaterThanOrEqualTo(item.version());
    }
  }
}
