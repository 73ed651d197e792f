package io.vigie.probe.settings;

import io.vigie.probe.settings.Node.Mapping;
import io.vigie.probe.settings.Node.Scalar;
import io.vigie.probe.settings.Node.Sequence;

/** Says what was found where something else was required. */
final class Found {

  private static final int LONGEST = 60;

  private Found() {}

  static String in(Shape required, Node node) {
    return switch (node) {
      case Mapping _ -> "a mapping";
      case Sequence _ -> "a list";
      case Scalar(Object value, var _) when value == null -> "nothing";
      case Scalar(String text, var _) -> quoted(text);
      case Scalar(Object value, var _) when required instanceof Shape.Text ->
          value + " (put it in quotes)";
      case Scalar(Object value, var _) -> String.valueOf(value);
    };
  }

  static String quoted(String text) {
    String shown = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    return '"' + shown.replace("\n", "\\n") + '"';
  }
}
