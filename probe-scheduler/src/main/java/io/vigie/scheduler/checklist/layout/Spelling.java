package io.vigie.scheduler.checklist.layout;

import java.util.List;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * Double quotes, where nothing in the text would have to be written otherwise, and one blank before
 * a value.
 */
final class Spelling {

  private static final Pattern SPACED =
      Pattern.compile("^( *(?:- +)?[A-Za-z][A-Za-z0-9_-]*): {2,}$");

  private Spelling() {}

  static String of(String text) {
    Outline outline = new Outline(text);
    List<String> lines = outline.lines();
    for (ScalarNode scalar : outline.scalars().reversed()) {
      int line = Outline.line(scalar);
      String before = lines.get(line);
      int from = Outline.index(before, Outline.column(scalar));
      String head = SPACED.matcher(before.substring(0, from)).replaceFirst("$1: ");
      if (isPlainlySingle(scalar)) {
        int to = Outline.index(before, scalar.getEndMark().orElseThrow().getColumn());
        lines.set(line, head + '"' + scalar.getValue() + '"' + before.substring(to));
      } else {
        lines.set(line, head + before.substring(from));
      }
    }
    return String.join("\n", lines) + "\n";
  }

  private static boolean isPlainlySingle(ScalarNode scalar) {
    return scalar.getScalarStyle() == ScalarStyle.SINGLE_QUOTED
        && Outline.line(scalar) == scalar.getEndMark().orElseThrow().getLine()
        && scalar.getValue().chars().noneMatch(c -> c == '"' || c == '\\' || c < ' ');
  }
}
