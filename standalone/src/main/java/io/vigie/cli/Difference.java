package io.vigie.cli;

import io.vigie.contract.check.Check;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** What would change on a running Vigie if it watched other checklists. */
record Difference(
    List<Check> added, List<Watched> removed, List<Changed> changed, Map<String, Told> routes) {

  /** An item that is watched already, but otherwise. */
  record Changed(Check now, Watched before) {

    boolean becomesNotApplicable(String state) {
      return !now.applies() && !state.equals("not-applicable");
    }
  }

  /** Items that a route would be told of, or not be told of any more. */
  record Told(TreeSet<String> now, TreeSet<String> noLonger) {
    Told() {
      this(new TreeSet<>(), new TreeSet<>());
    }
  }

  /**
   * Compares.
   *
   * @param concerned which of the watched items would be removed if they were in no checklist
   */
  static Difference of(
      Collection<Check> wanted, Map<String, Watched> watched, Predicate<String> concerned) {
    List<Check> added = new ArrayList<>();
    List<Changed> changed = new ArrayList<>();
    Map<String, Watched> removed = new TreeMap<>(watched);
    for (Check check : wanted) {
      var before = removed.remove(check.item().toString());
      if (before == null) {
        added.add(check);
      } else if (!before.revision().equals(check.revision())) {
        changed.add(new Changed(check, before));
      }
    }
    removed.keySet().removeIf(concerned.negate());
    List<Watched> gone = List.copyOf(removed.values());
    return new Difference(added, gone, changed, routes(added, gone, changed));
  }

  /** A route that is told of the same items is not among them. */
  private static Map<String, Told> routes(
      List<Check> added, List<Watched> removed, List<Changed> changed) {
    Map<String, Told> routes = new TreeMap<>();
    added.stream()
        .filter(Check::applies)
        .forEach(check -> told(routes, check.route()).now().add(check.item().toString()));
    removed.forEach(item -> told(routes, item.route()).noLonger().add(item.item()));
    for (Changed item : changed) {
      if (!item.now().route().equals(item.before().route())) {
        told(routes, item.now().route()).now().add(item.before().item());
        told(routes, item.before().route()).noLonger().add(item.before().item());
      }
    }
    return routes;
  }

  private static Told told(Map<String, Told> routes, String route) {
    return routes.computeIfAbsent(route, _ -> new Told());
  }

  boolean isNothing() {
    return added.isEmpty() && removed.isEmpty() && changed.isEmpty();
  }
}
