package io.vigie.alert.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.RollUp;
import io.vigie.contract.check.RollUp.Tree;
import io.vigie.contract.state.ItemState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Members are named by a letter: what is in the middle of the table is the state of each. */
class RollUpsTest {

  private static final ItemId ROLL_UP = item("CH-123");

  /** p(assing), f(ailing), u(nknown), s(tale), w(aiting), n(ot applicable), and - for none. */
  @ParameterizedTest(name = "{0} of {1} is {2}: {3}")
  @CsvSource(
      delimiter = '|',
      value = {
        "all | ppp  | passing        | passing: a, b, c",
        "all | pfp  | failing        | failing: b",
        "all | fufs | failing        | failing: a, c",
        "all | pup  | unknown        | unknown: b",
        "all | psw  | unknown        | pending: c; stale: b",
        "all | p-p  | unknown        | no such item: b",
        "all | pn   | passing        | passing: a",
        "all | fn   | failing        | failing: a",
        "all | nn   | not-applicable | not-applicable: a, b",
        "any | ffp  | passing        | passing: c",
        "any | fup  | passing        | passing: c",
        "any | fuf  | unknown        | unknown: b",
        "any | ff   | failing        | failing: a, b",
        "any | fn   | failing        | failing: a",
        "any | nn   | not-applicable | not-applicable: a, b",
        "not | p    | failing        | passing: a",
        "not | f    | passing        | failing: a",
        "not | u    | unknown        | unknown: a",
        "not | -    | unknown        | no such item: a",
        "not | n    | not-applicable | not-applicable: a"
      })
  void threeValues(String condition, String states, String state, String reason) {
    List<Tree> parts = new ArrayList<>();
    for (int i = 0; i < states.length(); i++) {
      parts.add(new RollUp.Member(letter(i)));
    }
    Tree tree =
        switch (condition) {
          case "all" -> new RollUp.All(parts);
          case "any" -> new RollUp.Any(parts);
          default -> new RollUp.Not(parts.getFirst());
        };
    assertThat(RollUps.compute(ROLL_UP, new RollUp(tree), members(states)))
        .isEqualTo(new Event.MembersChanged(ItemState.ofWord(state), reason));
  }

  @Test
  void conditionsWithinConditions() {
    Tree tree =
        new RollUp.All(
            List.of(
                new RollUp.Member(letter(0)),
                new RollUp.Any(
                    List.of(
                        new RollUp.Member(letter(1)),
                        new RollUp.Not(new RollUp.Member(letter(2)))))));
    assertThat(compute(tree, "pfp")).isEqualTo("failing failing: b; passing: c");
    assertThat(compute(tree, "pff")).isEqualTo("passing failing: c; passing: a");
    assertThat(compute(tree, "pfu")).isEqualTo("unknown unknown: c");
    assertThat(compute(tree, "pnn")).isEqualTo("passing passing: a");
  }

  @Test
  void aConditionWithoutPartsDoesNotApply() {
    assertThat(compute(new RollUp.All(List.of()), "")).isEqualTo("not-applicable ");
  }

  @Test
  void anItemOfAnotherSystemIsNamedInFull() {
    ItemId other = new ItemId("billing", "production", "CH-001");
    assertThat(RollUps.compute(ROLL_UP, new RollUp(new RollUp.Member(other)), Map.of()).reason())
        .isEqualTo("no such item: billing/production/CH-001");
  }

  @Test
  void tooManyAreCounted() {
    List<Tree> parts = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      parts.add(new RollUp.Member(letter(i)));
    }
    assertThat(compute(new RollUp.All(parts), "f".repeat(20)))
        .isEqualTo("failing failing: a, b, c, d, e, f, g, h; and 12 more");
  }

  private static String compute(Tree tree, String states) {
    Event.MembersChanged computed = RollUps.compute(ROLL_UP, new RollUp(tree), members(states));
    return computed.state().word() + " " + computed.reason();
  }

  private static Map<ItemId, ItemState> members(String states) {
    Map<ItemId, ItemState> members = new HashMap<>();
    for (int i = 0; i < states.length(); i++) {
      switch (states.charAt(i)) {
        case 'p' -> members.put(letter(i), ItemState.PASSING);
        case 'f' -> members.put(letter(i), ItemState.FAILING);
        case 'u' -> members.put(letter(i), ItemState.UNKNOWN);
        case 's' -> members.put(letter(i), ItemState.STALE);
        case 'w' -> members.put(letter(i), ItemState.PENDING);
        case 'n' -> members.put(letter(i), ItemState.NOT_APPLICABLE);
        default -> {}
      }
    }
    return members;
  }

  private static ItemId letter(int i) {
    return item(Character.toString('a' + i));
  }

  private static ItemId item(String name) {
    return new ItemId("chrona", "production", name);
  }
}
