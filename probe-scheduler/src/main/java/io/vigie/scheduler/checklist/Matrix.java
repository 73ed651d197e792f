package io.vigie.scheduler.checklist;

import io.vigie.probe.settings.Node;
import io.vigie.probe.settings.Node.Mapping;
import io.vigie.probe.settings.Node.Scalar;
import io.vigie.probe.settings.Node.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One item over lists of values: every combination of them. */
final class Matrix {

  static final int MOST = 100;

  private Matrix() {}

  /**
   * The values of each item that is made, in the order in which they are written; one without
   * values where there is no matrix. What is wrong with its form is for the form to say.
   */
  static List<Map<String, Scalar>> combinations(Written item) {
    List<Map<String, Scalar>> combinations = List.of(Map.of());
    if (!(item.has("matrix") && item.find("matrix").node() instanceof Mapping matrix)) {
      return combinations;
    }
    for (Map.Entry<String, Mapping.Entry> list : matrix.entries().entrySet()) {
      List<Scalar> values = values(list.getValue().value());
      if (values.isEmpty()) {
        item.error("must be a list of at least one value, had none", "matrix", list.getKey());
        return List.of(Map.of());
      }
      if ((long) combinations.size() * values.size() > MOST) {
        item.error("must make at most " + MOST + " items, made more", "matrix");
        return List.of(Map.of());
      }
      combinations = times(combinations, list.getKey(), values);
    }
    return combinations;
  }

  /** What tells an item from the others, for its id: the values, not their place in the list. */
  static String suffix(Map<String, Scalar> values) {
    return values.values().stream()
        .map(value -> slug(String.valueOf(value.value())))
        .collect(Collectors.joining("."));
  }

  /** What may stand in an id. */
  static String slug(String text) {
    return text.replaceAll("[^A-Za-z0-9._-]", "-");
  }

  private static List<Scalar> values(Node list) {
    return list instanceof Sequence(List<Node> items, var _)
        ? items.stream().filter(Scalar.class::isInstance).map(Scalar.class::cast).toList()
        : List.of();
  }

  private static List<Map<String, Scalar>> times(
      List<Map<String, Scalar>> combinations, String name, List<Scalar> values) {
    List<Map<String, Scalar>> all = new ArrayList<>();
    for (Map<String, Scalar> combination : combinations) {
      for (Scalar value : values) {
        Map<String, Scalar> more = new LinkedHashMap<>(combination);
        more.put(name, value);
        all.add(more);
      }
    }
    return all;
  }
}
