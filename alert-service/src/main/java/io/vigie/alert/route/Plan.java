package io.vigie.alert.route;

import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * Who is told of an opening.
 *
 * @param route what decided, by the name that its author knows it by
 * @param opening one entry for each channel; none where nobody is told
 */
public record Plan(String route, List<Owed> opening) {

  public Plan {
    opening = List.copyOf(opening);
  }

  /** All of {@code channels} are told at once. */
  public static Plan atOnce(String route, Collection<String> channels, Instant at) {
    return new Plan(
        route, channels.stream().map(name -> new Owed(name, at, false, "route " + route)).toList());
  }

  /**
   * A message that is owed to a channel.
   *
   * @param at later than the opening where it may not be told yet
   * @param ifStillFailing true when it is not told at all should it be over by then
   * @param because why, for a person
   */
  public record Owed(String channel, Instant at, boolean ifStillFailing, String because) {}
}
