package io.vigie.alert.state;

import java.util.List;

/** What an event leads to: the next state, and what follows from getting there. */
public record Step(State next, List<Effect> effects) {

  public Step {
    effects = List.copyOf(effects);
  }
}
