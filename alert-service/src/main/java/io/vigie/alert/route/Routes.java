package io.vigie.alert.route;

import io.vigie.contract.check.Check;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The channels behind each route. A route that is not configured goes the way of {@code default};
 * where that is not configured either, every channel is told, so that one channel and no route is a
 * complete configuration.
 */
public final class Routes implements Audience {

  private final Map<String, List<String>> routes;
  private final List<String> fallback;

  /** Fails with the name of the route that leads to a channel which is not there. */
  public Routes(Map<String, ? extends Collection<String>> routes, Collection<String> channels) {
    Set<String> known = new TreeSet<>(channels);
    Map<String, List<String>> checked = new TreeMap<>();
    routes.forEach((name, to) -> checked.put(name, checked(name, to, known)));
    this.routes = Map.copyOf(checked);
    this.fallback = this.routes.getOrDefault(Check.DEFAULT_ROUTE, List.copyOf(known));
  }

  /** The channels that are told of {@code check}; none when no channel is configured. */
  public List<String> channelsFor(Check check) {
    return routes.getOrDefault(check.route(), fallback);
  }

  @Override
  public Plan plan(Check check, Instant at) {
    return Plan.atOnce(check.route(), channelsFor(check), at);
  }

  private static List<String> checked(String route, Collection<String> to, Set<String> known) {
    for (String channel : to) {
      if (!known.contains(channel)) {
        throw new IllegalArgumentException(
            "vigie.alert.routes."
                + route
                + ": must name configured channels, was \""
                + channel
                + "\"; configured: "
                + (known.isEmpty() ? "none" : String.join(", ", known)));
      }
    }
    return to.stream().distinct().toList();
  }
}
