package io.vigie.contract.alert;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;
import java.util.stream.Stream;

/**
 * How often something was seen to fail, and by whom.
 *
 * @param runs how many runs failed
 * @param attempts how often these tried
 * @param runners who ran them, in the order in which they first did, and no more than some
 */
public record Sightings(
    int runs, int attempts, @JsonSetter(nulls = Nulls.AS_EMPTY) List<String> runners) {

  /** More runners are not named. */
  public static final int MOST_RUNNERS = 20;

  public Sightings {
    runners = List.copyOf(runners);
  }

  /** One run. */
  public static Sightings of(String runner, int attempts) {
    return new Sightings(1, attempts, List.of(runner));
  }

  /** Both together. */
  public Sightings and(Sightings later) {
    List<String> all =
        Stream.concat(runners.stream(), later.runners().stream())
            .distinct()
            .limit(MOST_RUNNERS)
            .toList();
    return new Sightings(runs + later.runs(), attempts + later.attempts(), all);
  }
}
