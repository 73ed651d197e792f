package io.vigie.scheduler.checklist.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Two blanks for each level. A line that begins with a key or a dash goes where its level is; one
 * that goes on with what began above it goes along; a comment goes with what it stands beside.
 */
final class Indentation {

  private static final int STEP = 2;

  private final Outline outline;

  /** For each line the columns at which a dash or a key begins, and where they belong. */
  private final TreeMap<Integer, TreeMap<Integer, Integer>> places = new TreeMap<>();

  /** For each line at which a text in a block begins, how far the text is moved. */
  private final TreeMap<Integer, Integer> contents = new TreeMap<>();

  private Indentation(Outline outline) {
    this.outline = outline;
  }

  static String of(String text) {
    Outline outline = new Outline(text);
    Indentation indentation = new Indentation(outline);
    outline.root().filter(Outline::isBlock).ifPresent(root -> indentation.place(root, 0));
    return indentation.written();
  }

  private void place(Node node, int column) {
    if (node instanceof ScalarNode scalar) {
      placeContent(Outline.line(scalar), column);
    }
    if (!Outline.isBlock(node)) {
      return;
    }
    if (node instanceof MappingNode mapping) {
      for (NodeTuple tuple : mapping.getValue()) {
        Node key = tuple.getKeyNode();
        place(Outline.line(key), Outline.column(key), column);
        place(tuple.getValueNode(), column + STEP);
      }
    } else if (node instanceof SequenceNode sequence) {
      for (Node item : sequence.getValue()) {
        int dash = Outline.column(sequence);
        int line = lineOfDash(Outline.line(item), dash);
        place(line, dash, column);
        if (line == Outline.line(item)) {
          place(line, Outline.column(item), column + STEP);
        }
        place(item, column + STEP);
      }
    }
  }

  /** The first line of a block begins one level further in; the others go along. */
  private void placeContent(int head, int column) {
    boolean given = outline.lines().get(head).matches(".*[|>][+-]?\\d.*");
    int line = head + 1;
    while (line < outline.lines().size() && outline.isVerbatim(line)) {
      String text = outline.lines().get(line);
      if (!given && !text.isBlank()) {
        contents.put(head, column - Outline.indent(text));
        return;
      }
      line++;
    }
  }

  private int lineOfDash(int from, int column) {
    for (int line = from; line >= 0; line--) {
      String text = outline.lines().get(line);
      if (!outline.isComment(line)
          && text.length() > column
          && text.charAt(Outline.index(text, column)) == '-') {
        return line;
      }
    }
    return from;
  }

  private void place(int line, int column, int wanted) {
    places.computeIfAbsent(line, _ -> new TreeMap<>()).putIfAbsent(column, wanted);
  }

  private String written() {
    List<String> written = new ArrayList<>();
    for (int line = 0; line < outline.lines().size(); line++) {
      String text = outline.lines().get(line);
      if (outline.isVerbatim(line)) {
        written.add(shifted(text, shiftOfContent(line)));
      } else if (outline.isBlank(line)) {
        written.add("");
      } else if (places.containsKey(line)) {
        written.add(placed(text, places.get(line)).stripTrailing());
      } else {
        int shift = outline.isComment(line) ? shiftOfComment(line) : shiftAbove(line);
        written.add(shifted(text, shift).stripTrailing());
      }
    }
    return String.join("\n", written) + "\n";
  }

  private static String placed(String text, NavigableMap<Integer, Integer> columns) {
    StringBuilder line = new StringBuilder();
    int last = columns.lastKey();
    columns.forEach(
        (column, wanted) -> {
          line.repeat(' ', wanted - line.length());
          line.append(column == last ? text.substring(Outline.index(text, column)) : "-");
        });
    return line.toString();
  }

  private static String shifted(String text, int by) {
    if (by >= 0) {
      return text.isEmpty() ? text : " ".repeat(by) + text;
    }
    return text.substring(Math.min(-by, Outline.indent(text)));
  }

  private int shiftOfContent(int line) {
    int head = line;
    while (outline.isVerbatim(head)) {
      head--;
    }
    Integer shift = contents.get(head);
    return shift == null ? shiftAbove(line) : shift;
  }

  private int shiftAbove(int line) {
    var above = places.floorEntry(line);
    return above == null ? 0 : shift(above.getValue());
  }

  private static int shift(NavigableMap<Integer, Integer> columns) {
    return columns.lastEntry().getValue() - columns.lastKey();
  }

  /** With the nearest line, first below and then above, that begins where it begins. */
  private int shiftOfComment(int line) {
    int column = Outline.indent(outline.lines().get(line));
    var below = places.higherEntry(line);
    if (below != null && below.getValue().firstKey() == column) {
      return below.getValue().get(column) - column;
    }
    for (var above = places.lowerEntry(line);
        above != null;
        above = places.lowerEntry(above.getKey())) {
      Integer wanted = above.getValue().get(column);
      if (wanted != null) {
        return wanted - column;
      }
    }
    return below != null && below.getValue().firstKey() > column ? 0 : shiftAbove(line);
  }
}
