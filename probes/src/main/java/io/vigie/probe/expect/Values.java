package io.vigie.probe.expect;

import dev.cel.common.types.CelType;
import dev.cel.common.values.NullValue;
import io.vigie.probe.settings.DurationText;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Values as a message shows them: short, and in the notation of the language where it has one. */
final class Values {

  private static final int LONGEST_TEXT = 80;
  private static final int MOST_ELEMENTS = 8;
  private static final int MOST_KEYS = 20;

  private Values() {}

  static String text(Object value) {
    return switch (value) {
      case null -> "null";
      case NullValue _ -> "null";
      case String string -> quoted(string);
      case Duration duration -> text(duration);
      case Map<?, ?> map ->
          map.entrySet().stream()
                  .limit(MOST_ELEMENTS)
                  .map(entry -> entry.getKey() + ": " + text(entry.getValue()))
                  .collect(Collectors.joining(", ", "{", map.size() > MOST_ELEMENTS ? ", …" : ""))
              + "}";
      case Collection<?> list ->
          list.stream()
                  .limit(MOST_ELEMENTS)
                  .map(Values::text)
                  .collect(Collectors.joining(", ", "[", list.size() > MOST_ELEMENTS ? ", …" : ""))
              + "]";
      default -> cut(String.valueOf(value));
    };
  }

  static String text(Duration duration) {
    if (duration.isNegative()) {
      return "-" + text(duration.negated());
    }
    boolean tiny = duration.compareTo(Duration.ofMillis(1)) < 0 && !duration.isZero();
    return tiny ? duration.toNanos() / 1000 + "µs" : DurationText.print(duration);
  }

  /** The keys of a map, sorted. */
  static String keys(Map<?, ?> map) {
    if (map.isEmpty()) {
      return "nothing";
    }
    return map.keySet().stream()
            .map(String::valueOf)
            .sorted()
            .limit(MOST_KEYS)
            .collect(Collectors.joining(", "))
        + (map.size() > MOST_KEYS ? ", …" : "");
  }

  /** What kind of value it is, as the language calls it. */
  static String type(Object value) {
    return switch (value) {
      case null -> "null";
      case NullValue _ -> "null";
      case String _ -> "string";
      case Boolean _ -> "bool";
      case Long _, Integer _ -> "int";
      case Double _ -> "double";
      case Duration _ -> "duration";
      case Instant _ -> "timestamp";
      case Map<?, ?> _ -> "map";
      case List<?> _ -> "list";
      case Ip _ -> "net.IP";
      case Cidr _ -> "net.CIDR";
      case SemanticVersion _ -> "semver";
      case CelType type -> type.name();
      default -> value.getClass().getSimpleName();
    };
  }

  private static String quoted(String text) {
    return '"' + cut(text).replace("\"", "\\\"").replace("\r", "\\r").replace("\n", "\\n") + '"';
  }

  private static String cut(String text) {
    return text.length() <= LONGEST_TEXT
        ? text
        : text.substring(0, LONGEST_TEXT) + "… (" + text.length() + " characters)";
  }
}
