package io.vigie.alert.state;

import io.vigie.contract.check.Vantage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The rounds of an item that is seen from several places which are not decided yet, oldest first;
 * never more than {@link #MOST}. Pure.
 *
 * <p>Rounds are decided in the order of their due times: one that is decided ends all older ones.
 */
record Rounds(List<Round> open) {

  /** So many rounds may be open at once; a further one ends the oldest. */
  static final int MOST = 2;

  Rounds {
    open = List.copyOf(open);
  }

  /** The rounds that stay open, and what was decided, in order. */
  record Settled(Rounds left, List<Event.Seen> decided) {}

  /** Takes what one place says; what it has said already, or says without being asked, is left. */
  Settled take(Event.Seen seen, Vantage vantage) {
    String location = seen.look().location();
    Optional<Round> begun = open.stream().filter(one -> isOf(one, seen)).findFirst();
    boolean counts = vantage.locations().contains(location);
    if (!counts || begun.filter(round -> round.hasHeard(location)).isPresent()) {
      return new Settled(this, List.of());
    }
    List<Round> rounds = new ArrayList<>(open);
    rounds.removeIf(one -> isOf(one, seen));
    rounds.add(begun.orElseGet(() -> Round.opened(seen)).with(Round.Vote.of(seen)));
    rounds.sort(Comparator.comparing(Round::dueAt));
    return settled(rounds, vantage);
  }

  /** Ends what was due up to {@code latest}. */
  Settled closed(Instant latest, Vantage vantage) {
    List<Round> late = open.stream().filter(round -> !round.dueAt().isAfter(latest)).toList();
    return new Settled(
        new Rounds(open.subList(late.size(), open.size())),
        late.stream().map(round -> round.closed(vantage)).toList());
  }

  private static boolean isOf(Round round, Event.Seen seen) {
    return round.dueAt().equals(seen.dueAt());
  }

  private static Settled settled(List<Round> rounds, Vantage vantage) {
    int ended = Math.max(0, rounds.size() - MOST);
    for (int i = 0; i < rounds.size(); i++) {
      if (rounds.get(i).decided(vantage).isPresent()) {
        ended = i + 1;
      }
    }
    return new Settled(
        new Rounds(rounds.subList(ended, rounds.size())),
        rounds.subList(0, ended).stream()
            .map(round -> round.decided(vantage).orElseGet(() -> round.closed(vantage)))
            .toList());
  }
}
