package io.vigie.scheduler.checklist;

import io.vigie.probe.settings.Node.Mapping;
import io.vigie.probe.settings.Problem;
import io.vigie.probe.settings.SettingsReader;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A form as far as it could be read: where some keys are wrong, what the others say, so that one
 * mistake does not hide another.
 *
 * @param lost the keys that were left out because something is wrong with them
 */
record Salvage<R extends Record>(Optional<R> form, Set<String> lost) {

  /** Reads {@code written}; what is wrong with it is reported once. */
  static <R extends Record> Salvage<R> of(SettingsReader<R> reader, Written written) {
    Set<String> lost = new TreeSet<>();
    Optional<R> whole =
        reader.read(
            written.mapping(),
            written.path(),
            problem -> {
              lost.add(key(problem, written.path()));
              written.findings().error(problem);
            });
    if (whole.isPresent()) {
      return new Salvage<>(whole, Set.of());
    }
    Map<String, Mapping.Entry> rest = new LinkedHashMap<>(written.mapping().entries());
    rest.keySet().removeAll(lost);
    Mapping without = new Mapping(rest, written.mapping().at());
    return new Salvage<>(reader.read(without, written.path(), _ -> {}), lost);
  }

  boolean isWhole() {
    return lost.isEmpty();
  }

  /** {@code items[3].location[0].x} below {@code items[3]} is the matter of {@code location}. */
  private static String key(Problem problem, String path) {
    String below = problem.path().substring(Math.min(path.length(), problem.path().length()));
    String first = below.startsWith(".") ? below.substring(1) : below;
    return first.split("[.\\[]", 2)[0];
  }
}
