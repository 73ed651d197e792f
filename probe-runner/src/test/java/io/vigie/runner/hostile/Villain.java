package io.vigie.runner.hostile;

import java.util.List;
import java.util.Set;

/**
 * A target that means harm, how it is looked at, and what must be said of it.
 *
 * @param settings as JSON
 * @param verdicts of which any is right
 */
record Villain(String name, String kind, String settings, Set<String> verdicts) {

  private static final String TAB = "\t";

  Villain {
    verdicts = Set.copyOf(verdicts);
  }

  /** One line that says all of it, for a process that is told of it. */
  String line() {
    return String.join(TAB, name, kind, settings, String.join(",", verdicts));
  }

  static Villain parse(String line) {
    List<String> parts = List.of(line.split("\t", -1));
    return new Villain(
        parts.get(0), parts.get(1), parts.get(2), Set.of(parts.get(3).split(",", -1)));
  }
}
