package io.vigie.alert.incident;

import java.time.Instant;
import java.util.Optional;

/** What became of a posting. */
public sealed interface Settlement {

  /** The channel has it. */
  record Delivered(Optional<String> receipt) implements Settlement {}

  /** To be tried again. */
  record Postponed(Instant until, String error) implements Settlement {}

  /** It was not tried, and is not to be told before {@code until}, nor if it is over by then. */
  record Held(Instant until, String because) implements Settlement {}

  /** It was not tried and is not to be: this channel does not tell such a thing. */
  record Skipped(String because) implements Settlement {}

  /** Never to be tried again. */
  record GivenUp(String error) implements Settlement {}
}
