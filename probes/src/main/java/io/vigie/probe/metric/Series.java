package io.vigie.probe.metric;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** One series with the value that it had. */
record Series(String name, Map<String, String> labels, double value) {

  Series {
    labels = Collections.unmodifiableMap(new TreeMap<>(labels));
  }

  /** What makes it this series and no other. */
  String identity() {
    return name
        + labels.entrySet().stream()
            .map(label -> label.getKey() + "=\"" + label.getValue() + '"')
            .collect(Collectors.joining(",", "{", "}"));
  }

  /** A sample as the two text formats write it, times and exemplars apart. */
  static Series read(String line, boolean open) {
    Cursor cursor = new Cursor(line);
    String name = cursor.isAt('{') ? "" : cursor.name(true, "a metric");
    cursor.passesBlanks();
    Map<String, String> labels =
        cursor.passes("{") ? new TreeMap<>(cursor.labels()) : new TreeMap<>();
    String quoted = labels.remove("");
    if (name.isEmpty() == (quoted == null)) {
      throw new IllegalArgumentException("a series must have one name");
    }
    cursor.passesBlanks();
    double value = number(cursor.word());
    end(cursor, open);
    return new Series(name.isEmpty() ? quoted : name, labels, value);
  }

  /** Behind the value: when, and in OpenMetrics an example of what was counted. */
  private static void end(Cursor cursor, boolean open) {
    cursor.passesBlanks();
    if (!cursor.isAtEnd() && !cursor.isAt('#')) {
      number(cursor.word());
      cursor.passesBlanks();
    }
    if (!cursor.isAtEnd() && !(open && cursor.isAt('#'))) {
      throw new IllegalArgumentException("a sample must end behind its value and time");
    }
  }

  static double number(String text) {
    return switch (text) {
      case "+Inf", "Inf", "+inf", "inf" -> Double.POSITIVE_INFINITY;
      case "-Inf", "-inf" -> Double.NEGATIVE_INFINITY;
      case "NaN", "nan" -> Double.NaN;
      default -> decimal(text);
    };
  }

  private static double decimal(String text) {
    boolean looksRight = text.chars().allMatch(c -> "0123456789+-.eE".indexOf(c) >= 0);
    try {
      if (looksRight && !text.isEmpty()) {
        return Double.parseDouble(text);
      }
    } catch (NumberFormatException e) {
      throw notANumber(text, e);
    }
    throw notANumber(text, null);
  }

  private static IllegalArgumentException notANumber(String text, Throwable cause) {
    String shown = text.length() > 40 ? text.substring(0, 40) + "…" : text;
    return new IllegalArgumentException("a value must be a number, was \"" + shown + '"', cause);
  }
}
