package io.vigie.alert.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.alert.Samples;
import io.vigie.alert.state.Effect.IncidentOpened;
import io.vigie.alert.state.Effect.IncidentResolved;
import io.vigie.alert.state.Effect.StateChanged;
import io.vigie.contract.alert.IncidentId;
import io.vigie.contract.alert.Waiver;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.Thresholds;
import io.vigie.contract.job.Cause;
import io.vigie.contract.job.RunId;
import io.vigie.contract.state.ItemState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every state against every event. The expectations are the table in the documentation of {@link
 * StateMachine}: the state afterwards, {@code +} for an opening, {@code !} for a resolution.
 */
class TransitionGridTest {

  private static final ItemId ITEM = Samples.item("CH-001");
  private static final Instant LAST = Samples.START;
  private static final Instant NOW = LAST.plusSeconds(10);
  private static final Instant MUCH_LATER = LAST.plus(Duration.ofHours(1));
  private static final OpenIncident OPEN =
      new OpenIncident(IncidentId.of(ITEM, LAST), LAST.minusSeconds(60));

  private static final Waiver WAIVER =
      new Waiver("Ada", "known, mended on Monday", NOW, NOW.plus(Duration.ofDays(3)));

  private static final List<String> EVENTS =
      List.of(
          "passed",
          "passed: recovers",
          "failed",
          "failed: confirms",
          "blind",
          "blind: third",
          "missed",
          "missed: third",
          "tick: in time",
          "tick: overdue",
          "changed",
          "changed: looks elsewhere",
          "members",
          "removed",
          "older result",
          "waived",
          "waiver over");

  /** The table, one row for each state, in the order of {@link #EVENTS}. */
  private static final Map<String, String> TABLE = new LinkedHashMap<>();

  static {
    TABLE.put(
        "pending",
        "passing passing pending failing+ pending unknown pending unknown"
            + " pending stale pending pending pending pending pending pending pending");
    TABLE.put(
        "passing",
        "passing passing passing failing+ passing unknown passing unknown"
            + " passing stale passing passing passing pending passing passing passing");
    TABLE.put(
        "failing",
        "failing passing! failing failing failing unknown failing unknown"
            + " failing stale failing failing failing pending! failing failing! failing");
    TABLE.put(
        "failing, held",
        "failing passing failing+ failing+ failing unknown failing unknown"
            + " failing+ stale+ failing pending failing pending failing failing failing+");
    TABLE.put(
        "unknown",
        "passing passing unknown failing+ unknown unknown unknown unknown"
            + " unknown stale unknown unknown unknown pending unknown unknown unknown");
    TABLE.put(
        "unknown, incident open",
        "failing passing! failing failing unknown unknown unknown unknown"
            + " unknown stale unknown unknown unknown pending! unknown unknown! unknown");
    TABLE.put(
        "stale",
        "passing passing unknown failing+ unknown unknown unknown unknown"
            + " stale stale stale stale stale pending stale stale stale");
    TABLE.put(
        "stale, incident open",
        "failing passing! failing failing unknown unknown unknown unknown"
            + " stale stale stale stale stale pending! stale stale! stale");
    TABLE.put(
        "not applicable",
        "not-applicable not-applicable not-applicable not-applicable not-applicable not-applicable"
            + " not-applicable not-applicable not-applicable not-applicable pending pending"
            + " not-applicable pending not-applicable not-applicable not-applicable");
  }

  static Stream<Arguments> cells() {
    List<Arguments> cells = new ArrayList<>();
    TABLE.forEach(
        (state, row) -> {
          String[] expected = row.split(" ", -1);
          for (int i = 0; i < EVENTS.size(); i++) {
            cells.add(Arguments.of(state, EVENTS.get(i), expected[i]));
          }
        });
    return cells.stream();
  }

  @ParameterizedTest(name = "{0} + {1} = {2}")
  @MethodSource("cells")
  void everyCellOfTheTable(String stateName, String eventName, String expected) {
    Rules rules = Rules.of(Samples.check(ITEM, new Thresholds(2, 3, 2), "default"));
    StateMachine machine =
        new StateMachine(eventName.equals("waived") ? rules.waived(Optional.of(WAIVER)) : rules);
    State state = state(stateName, track(eventName));
    Instant now = eventName.equals("tick: overdue") ? MUCH_LATER : NOW;

    Step step = machine.step(state, event(eventName), now);

    ItemState word = ItemState.ofWord(expected.replaceAll("[+!]", ""));
    assertThat(step.next().word()).isEqualTo(word);
    assertThat(step.effects().stream().anyMatch(IncidentOpened.class::isInstance))
        .isEqualTo(expected.endsWith("+"));
    assertThat(step.effects().stream().anyMatch(IncidentResolved.class::isInstance))
        .isEqualTo(expected.endsWith("!"));
    assertThat(step.effects().stream().anyMatch(StateChanged.class::isInstance))
        .isEqualTo(word != state.word());
    assertThat(step.next().incident().isPresent())
        .isEqualTo(
            expected.endsWith("+") || (state.incident().isPresent() && !expected.endsWith("!")));
    boolean same = word == state.word() && !eventName.equals("removed");
    assertThat(step.next().since()).isEqualTo(same ? state.since() : now);
  }

  @Test
  void noStateAndNoEventIsMissingFromTheGrid() {
    Set<Class<?>> states = new LinkedHashSet<>();
    TABLE.keySet().forEach(name -> states.add(state(name, track("passed")).getClass()));
    assertThat(states).containsExactlyInAnyOrder(State.class.getPermittedSubclasses());

    Set<Class<?>> events = new LinkedHashSet<>();
    EVENTS.forEach(name -> events.add(event(name).getClass()));
    assertThat(events).containsExactlyInAnyOrderElementsOf(leaves(Event.class).toList());

    TABLE.values().forEach(row -> assertThat(row.split(" ", -1)).hasSize(EVENTS.size()));
  }

  private static Stream<Class<?>> leaves(Class<?> type) {
    return type.isSealed()
        ? Arrays.stream(type.getPermittedSubclasses()).flatMap(TransitionGridTest::leaves)
        : Stream.of(type);
  }

  private static State state(String name, Track track) {
    Instant since = LAST.minusSeconds(60);
    return switch (name) {
      case "pending" -> new State.Pending(since, track);
      case "passing" -> new State.Passing(since, track);
      case "failing" -> new State.Failing(since, track, OPEN);
      case "failing, held" ->
          new State.Failing(
              since,
              track,
              Optional.empty(),
              Optional.of(new Held(LAST, LAST, Samples.failure("broken"))));
      case "not applicable" -> new State.NotApplicable(since, track, "no Redis here");
      case "unknown" -> new State.Unknown(since, track, Optional.empty());
      case "unknown, incident open" -> new State.Unknown(since, track, Optional.of(OPEN));
      case "stale" -> new State.Stale(since, track, Optional.empty());
      case "stale, incident open" -> new State.Stale(since, track, Optional.of(OPEN));
      default -> throw new IllegalArgumentException(name);
    };
  }

  /** What went before, so that the event is the one that tips the balance, or is not. */
  private static Track track(String event) {
    String window =
        switch (event) {
          case "passed: recovers" -> "p";
          case "failed: confirms" -> "f";
          default -> "";
        };
    int blind = event.endsWith(": third") ? StateMachine.BLIND_IN_ROW - 1 : 0;
    return new Track(
        new Window(window), blind, Optional.of(LAST), LAST, Optional.empty(), Optional.empty());
  }

  private static Event event(String name) {
    return switch (name) {
      case "passed", "passed: recovers" -> seen('p', NOW);
      case "failed", "failed: confirms" -> seen('f', NOW);
      case "blind", "blind: third" -> seen('b', NOW);
      case "missed", "missed: third" -> seen('m', NOW);
      case "tick: in time", "tick: overdue" -> new Event.Tick(Instant.MIN);
      case "changed" -> new Event.CheckChanged(false, false);
      case "changed: looks elsewhere" -> new Event.CheckChanged(true, false);
      case "members" -> new Event.MembersChanged(ItemState.FAILING, "failing: CH-002");
      case "removed" -> new Event.Removed();
      case "waived", "waiver over" -> new Event.WaiverChanged();
      case "older result" -> seen('f', LAST);
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static Event seen(char letter, Instant dueAt) {
    return History.seen(
        letter, new Event.Look(RunId.of(ITEM, dueAt), dueAt, "r-1", "outside", Cause.SCHEDULE));
  }
}
