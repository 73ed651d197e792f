package io.vigie.alert.state;

import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.RollUp;
import io.vigie.contract.check.RollUp.Tree;
import io.vigie.contract.state.ItemState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the members of a roll-up make of it. A member passes, fails, or is not known; one that does
 * not apply is left out, and a condition without parts does not apply either. {@code all} fails
 * with its first failing part, {@code any} passes with its first passing one, whatever is not
 * known; otherwise what is not known makes the whole not known. Pure.
 */
public final class RollUps {

  /** So many members are named; the others are counted. */
  private static final int MOST_NAMED = 8;

  private final ItemId rollUp;
  private final Map<ItemId, ItemState> members;

  private RollUps(ItemId rollUp, Map<ItemId, ItemState> members) {
    this.rollUp = rollUp;
    this.members = members;
  }

  /**
   * Computes a roll-up.
   *
   * @param members the states of its members; one that is not there is not known
   */
  public static Event.MembersChanged compute(
      ItemId rollUp, RollUp nature, Map<ItemId, ItemState> members) {
    RollUps rollUps = new RollUps(rollUp, members);
    Value value = rollUps.valueOf(nature.tree());
    return new Event.MembersChanged(value.truth().state, rollUps.words(value.because()));
  }

  private enum Truth {
    HOLDS(ItemState.PASSING),
    FAILS(ItemState.FAILING),
    UNKNOWN(ItemState.UNKNOWN),
    LEFT_OUT(ItemState.NOT_APPLICABLE);

    private final ItemState state;

    Truth(ItemState state) {
      this.state = state;
    }

    Truth opposite() {
      return switch (this) {
        case HOLDS -> FAILS;
        case FAILS -> HOLDS;
        case UNKNOWN -> UNKNOWN;
        case LEFT_OUT -> LEFT_OUT;
      };
    }
  }

  /** What a condition comes to, and the members that it rests on. */
  private record Value(Truth truth, List<ItemId> because) {}

  private Value valueOf(Tree tree) {
    return switch (tree) {
      case RollUp.All all -> joined(all.parts(), Truth.FAILS, Truth.HOLDS);
      case RollUp.Any any -> joined(any.parts(), Truth.HOLDS, Truth.FAILS);
      case RollUp.Not not -> {
        Value value = valueOf(not.part());
        yield new Value(value.truth().opposite(), value.because());
      }
      case RollUp.Member member ->
          new Value(truthOf(members.get(member.item())), List.of(member.item()));
    };
  }

  private static Truth truthOf(ItemState state) {
    return switch (state) {
      case PASSING -> Truth.HOLDS;
      case FAILING -> Truth.FAILS;
      case WAIVED, NOT_APPLICABLE -> Truth.LEFT_OUT;
      case PENDING, UNKNOWN, STALE -> Truth.UNKNOWN;
      case null -> Truth.UNKNOWN;
    };
  }

  /** One part that is {@code decisive} decides; only all of them make it {@code otherwise}. */
  private Value joined(List<Tree> parts, Truth decisive, Truth otherwise) {
    List<Value> values = parts.stream().map(this::valueOf).toList();
    for (Truth truth : List.of(decisive, Truth.UNKNOWN, otherwise)) {
      if (values.stream().anyMatch(value -> value.truth() == truth)) {
        return new Value(truth, because(values, truth));
      }
    }
    return new Value(Truth.LEFT_OUT, because(values, Truth.LEFT_OUT));
  }

  private static List<ItemId> because(List<Value> values, Truth truth) {
    return values.stream()
        .filter(value -> value.truth() == truth)
        .flatMap(value -> value.because().stream())
        .distinct()
        .toList();
  }

  /** Like {@code failing: CH-080, CH-081; no such item: CH-082}. */
  private String words(List<ItemId> because) {
    Map<String, List<String>> byState = new TreeMap<>();
    because.stream()
        .limit(MOST_NAMED)
        .forEach(
            member ->
                byState.computeIfAbsent(word(member), _ -> new ArrayList<>()).add(name(member)));
    String named =
        byState.entrySet().stream()
            .map(entry -> entry.getKey() + ": " + String.join(", ", entry.getValue()))
            .collect(Collectors.joining("; "));
    int more = because.size() - MOST_NAMED;
    return more > 0 ? named + "; and " + more + " more" : named;
  }

  private String word(ItemId member) {
    ItemState state = members.get(member);
    return state == null ? "no such item" : state.word();
  }

  /** A neighbour by its own name, another by its full one. */
  private String name(ItemId member) {
    boolean neighbour =
        member.system().equals(rollUp.system())
            && member.environment().equals(rollUp.environment());
    return neighbour ? member.item() : member.toString();
  }
}
