package io.vigie.alert.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.alert.Samples;
import io.vigie.alert.state.Effect.IncidentOpened;
import io.vigie.alert.state.Effect.IncidentResolved;
import io.vigie.contract.alert.IncidentId;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.Nature.Mode;
import io.vigie.contract.job.Cause;
import io.vigie.contract.job.RunId;
import io.vigie.contract.state.ItemState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every state against every event, for items that are not looked at: the state afterwards, {@code
 * +} for an opening, {@code !} for a resolution, and a dot where nothing changes.
 */
class NatureGridTest {

  private static final ItemId ITEM = Samples.item("CH-001");
  private static final Instant LAST = Samples.START;
  private static final Instant NOW = LAST.plusSeconds(10);
  private static final Instant MUCH_LATER = LAST.plus(Duration.ofDays(400));
  private static final OpenIncident OPEN =
      new OpenIncident(IncidentId.of(ITEM, LAST), LAST.minusSeconds(60));

  private static final List<String> EVENTS =
      List.of(
          "passed",
          "failed",
          "blind",
          "missed",
          "tick",
          "overdue",
          "changed",
          "elsewhere",
          "excluded",
          "members",
          "removed");

  private static final Map<Mode, Map<String, String>> TABLES = new LinkedHashMap<>();

  static {
    row(Mode.HEARTBEAT, "pending", "passing failing+ . . . failing+ . pending excluded . pending");
    row(Mode.HEARTBEAT, "passing", ". failing+ . . . failing+ . pending excluded . pending");
    row(Mode.HEARTBEAT, "failing", "passing! . . . . . . . excluded! . pending!");
    row(
        Mode.HEARTBEAT,
        "held",
        "passing failing+ . . failing+ failing+ . pending excluded . pending");
    row(Mode.HEARTBEAT, "unknown", "passing failing+ . . . failing+ . pending excluded . pending");
    row(
        Mode.HEARTBEAT,
        "stale",
        "passing failing+ unknown unknown . failing+ . pending excluded . pending");
    row(Mode.HEARTBEAT, "excluded", ". . . . . . pending pending . . pending");

    row(Mode.ATTESTATION, "pending", "passing failing+ . . . . . pending excluded . pending");
    row(Mode.ATTESTATION, "passing", ". failing+ . . . failing+ . pending excluded . pending");
    row(Mode.ATTESTATION, "failing", "passing! . . . . . . . excluded! . pending!");
    row(
        Mode.ATTESTATION,
        "held",
        "passing failing+ . . failing+ failing+ . pending excluded . pending");
    row(Mode.ATTESTATION, "unknown", "passing failing+ . . . . . pending excluded . pending");
    row(
        Mode.ATTESTATION,
        "stale",
        "passing failing+ unknown unknown . . . pending excluded . pending");
    row(Mode.ATTESTATION, "excluded", ". . . . . . pending pending . . pending");

    row(Mode.ROLL_UP, "pending", ". . . . . . . pending excluded failing pending");
    row(Mode.ROLL_UP, "passing", ". . . . . . . pending excluded failing pending");
    row(Mode.ROLL_UP, "failing", ". . . . . . . pending! excluded! . pending!");
    row(Mode.ROLL_UP, "held", ". . . . . . . pending excluded . pending");
    row(Mode.ROLL_UP, "unknown", ". . . . . . . pending excluded failing pending");
    row(Mode.ROLL_UP, "stale", ". . . . . . . pending excluded failing pending");
    row(Mode.ROLL_UP, "excluded", ". . . . . . pending pending . failing pending");
  }

  private static void row(Mode mode, String state, String cells) {
    TABLES.computeIfAbsent(mode, _ -> new LinkedHashMap<>()).put(state, cells);
  }

  static Stream<Arguments> cells() {
    List<Arguments> cells = new ArrayList<>();
    TABLES.forEach(
        (mode, table) ->
            table.forEach(
                (state, row) -> {
                  String[] expected = row.split(" ", -1);
                  for (int i = 0; i < EVENTS.size(); i++) {
                    cells.add(Arguments.of(mode, state, EVENTS.get(i), expected[i]));
                  }
                }));
    return cells.stream();
  }

  @ParameterizedTest(name = "{0}: {1} + {2} = {3}")
  @MethodSource("cells")
  void everyCellOfTheTable(Mode mode, String stateName, String event, String expected) {
    State state = state(stateName);
    Check plain = check(mode);
    Check check = event.equals("excluded") ? Samples.excluded(plain, "not here") : plain;
    Instant now = event.equals("overdue") ? MUCH_LATER : NOW;

    Step step = new StateMachine(Rules.of(check)).step(state, event(event), now);

    assertThat(written(state, step)).isEqualTo(expected);
    assertThat(step.next().incident().isPresent())
        .isEqualTo(
            expected.endsWith("+") || (state.incident().isPresent() && !expected.endsWith("!")));
  }

  @Test
  void noNatureIsMissing() {
    assertThat(TABLES.keySet()).containsExactly(Mode.HEARTBEAT, Mode.ATTESTATION, Mode.ROLL_UP);
    TABLES
        .values()
        .forEach(
            table ->
                assertThat(table.values())
                    .hasSize(7)
                    .allMatch(row -> row.split(" ", -1).length == EVENTS.size()));
  }

  private static String written(State before, Step step) {
    boolean opened = step.effects().stream().anyMatch(IncidentOpened.class::isInstance);
    boolean resolved = step.effects().stream().anyMatch(IncidentResolved.class::isInstance);
    ItemState word = step.next().word();
    String name = word == ItemState.NOT_APPLICABLE ? "excluded" : word.word();
    boolean moved = word != before.word() || opened || step.next().since().equals(NOW);
    return (moved ? name : ".") + (opened ? "+" : "") + (resolved ? "!" : "");
  }

  private static Check check(Mode mode) {
    return switch (mode) {
      case CHECK -> Samples.check("CH-001");
      case HEARTBEAT -> Samples.nightly("CH-001");
      case ATTESTATION -> Samples.attestation("CH-001");
      case ROLL_UP -> Samples.rollUp(ITEM, Samples.all(Samples.item("CH-002")));
    };
  }

  private static State state(String name) {
    Instant since = LAST.minusSeconds(60);
    Track track =
        new Track(Window.EMPTY, 0, Optional.of(LAST), LAST, Optional.of(LAST), Optional.empty());
    return switch (name) {
      case "pending" -> new State.Pending(since, track);
      case "passing" -> new State.Passing(since, track);
      case "failing" -> new State.Failing(since, track, OPEN);
      case "held" ->
          new State.Failing(
              since,
              track,
              Optional.empty(),
              Optional.of(new Held(LAST, LAST, Samples.failure("broken"))));
      case "unknown" -> new State.Unknown(since, track, Optional.empty());
      case "stale" -> new State.Stale(since, track, Optional.empty());
      case "excluded" -> new State.NotApplicable(since, track, "not here");
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static Event event(String name) {
    return switch (name) {
      case "passed" -> seen('p');
      case "failed" -> seen('f');
      case "blind" -> seen('b');
      case "missed" -> seen('m');
      case "tick", "overdue" -> new Event.Tick(Instant.MIN);
      case "changed", "excluded" -> new Event.CheckChanged(false, false);
      case "elsewhere" -> new Event.CheckChanged(true, false);
      case "members" -> new Event.MembersChanged(ItemState.FAILING, "failing: CH-002");
      case "removed" -> new Event.Removed();
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static Event seen(char letter) {
    return History.seen(
        letter, new Event.Look(RunId.of(ITEM, NOW), NOW, "r-1", "outside", Cause.SCHEDULE));
  }
}
