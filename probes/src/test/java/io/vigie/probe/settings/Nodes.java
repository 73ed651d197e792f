package io.vigie.probe.settings;

import io.vigie.probe.settings.Node.Mapping;
import io.vigie.probe.settings.Node.Position;
import io.vigie.probe.settings.Node.Scalar;
import io.vigie.probe.settings.Node.Sequence;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Documents for tests. Places count up as in a document with one entry a line: the n-th entry of a
 * mapping has its key at line n, column 1, and its value at column 10.
 */
final class Nodes {

  private Nodes() {}

  static Mapping mapping(Object... keysAndValues) {
    Map<String, Mapping.Entry> entries = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      int line = i / 2 + 1;
      entries.put(
          (String) keysAndValues[i],
          new Mapping.Entry(
              new Position(line, 1), node(keysAndValues[i + 1], new Position(line, 10))));
    }
    return new Mapping(entries, new Position(1, 1));
  }

  static Sequence list(Object... items) {
    return new Sequence(
        Arrays.stream(items).map(item -> node(item, new Position(7, 7))).toList(),
        new Position(7, 1));
  }

  static Node node(Object value, Position at) {
    return value instanceof Node node ? node : new Scalar(value, at);
  }
}
