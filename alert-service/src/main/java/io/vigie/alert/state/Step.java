package io.vigie.alert.state;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What an event leads to: the next state, and what follows from getting there. */
public record Step(State next, List<Effect> effects) {

  public Step {
    effects = List.copyOf(effects);
  }

  /** Nothing to be told. */
  static Step to(State next) {
    return new Step(next, List.of());
  }

  /** From a state to another one; told where it has another name, or another incident. */
  static Step moved(State from, State to, String reason, Effect... more) {
    List<Effect> effects = new ArrayList<>(more.length + 1);
    if (from.word() != to.word()) {
      effects.add(new Effect.StateChanged(from.word(), to.word(), reason));
    } else if (!from.incident().equals(to.incident())) {
      effects.add(new Effect.Retold(reason));
    }
    effects.addAll(List.of(more));
    return new Step(to, effects);
  }

  /** This step and another one after it. */
  Step then(Function<State, Step> more) {
    Step further = more.apply(next);
    return effects.isEmpty() ? further : new Step(further.next(), joined(further.effects()));
  }

  /** The same step with one more thing that follows from it. */
  Step and(Effect effect) {
    return new Step(next, joined(List.of(effect)));
  }

  private List<Effect> joined(List<Effect> more) {
    List<Effect> all = new ArrayList<>(effects);
    all.addAll(more);
    return all;
  }
}
