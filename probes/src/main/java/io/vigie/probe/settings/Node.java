package io.vigie.probe.settings;

import java.util.List;
import java.util.Map;

/**
 * A document as it was written, each value with its place. Free of YAML and of JSON: both become
 * this.
 */
public sealed interface Node {

  Position at();

  /**
   * A place in a document; lines and columns count from 1. {@link #NOWHERE} for what was not
   * written by a person.
   */
  record Position(int line, int column) {
    public static final Position NOWHERE = new Position(0, 0);
  }

  /**
   * A word, a number, a truth value or nothing: {@code value} is a String, Long, Double, Boolean or
   * {@code null}.
   */
  record Scalar(Object value, Position at) implements Node {}

  record Sequence(List<Node> items, Position at) implements Node {
    public Sequence {
      items = List.copyOf(items);
    }
  }

  /** The entries in the order in which they were written. */
  record Mapping(Map<String, Entry> entries, Position at) implements Node {
    public Mapping {
      entries = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(entries));
    }

    /** A value with the place of its key. */
    public record Entry(Position keyAt, Node value) {}
  }
}
