package io.vigie.scheduler.checklist.layout;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToIntFunction;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Puts the keys of the head and of each item in the order of the language; each takes along the
 * comments above it. To be done after {@link Indentation}.
 */
final class KeyOrder {

  /** Stands for a line that goes, so that the places of the others stay. */
  private static final String REMOVED = "\u0000";

  private static final String MODELINE = "# yaml-language-server";

  private final Outline outline;
  private final ToIntFunction<String> ofHead;
  private final ToIntFunction<String> ofItems;

  private KeyOrder(String text, ToIntFunction<String> ofHead, ToIntFunction<String> ofItems) {
    this.outline = new Outline(text);
    this.ofHead = ofHead;
    this.ofItems = ofItems;
  }

  /** The text with the keys by their ranks; as it is where a move could change its meaning. */
  static String of(String text, ToIntFunction<String> ofHead, ToIntFunction<String> ofItems) {
    KeyOrder order = new KeyOrder(text, ofHead, ofItems);
    if (order.outline.isAnchored()
        || !(order.outline.root().orElse(null) instanceof MappingNode head)
        || !Outline.isBlock(head)) {
      return text;
    }
    order.items(head);
    return order.head(head);
  }

  /** A key with the comments above it, from one line up to another. */
  private record Chunk(String key, int lead, int from, int to) {}

  private String head(MappingNode head) {
    int last = lastOf(outline.lines().size(), 0);
    List<Chunk> chunks = chunks(head, 0, last);
    List<String> lines = outline.lines();
    int begin = header(chunks);
    List<String> written = new ArrayList<>(lines.subList(0, begin));
    List<Chunk> sorted = new ArrayList<>(chunks);
    Chunk first = sorted.getFirst();
    sorted.set(0, new Chunk(first.key(), begin, first.from(), first.to()));
    sorted.sort(Comparator.comparingInt(chunk -> ofHead.applyAsInt(chunk.key())));
    sorted.forEach(chunk -> written.addAll(lines.subList(chunk.lead(), chunk.to())));
    written.addAll(lines.subList(last, lines.size()));
    written.removeIf(REMOVED::equals);
    return String.join("\n", written) + "\n";
  }

  /** What stays at the top: all up to a blank line, and everything above what stays first. */
  private int header(List<Chunk> chunks) {
    Chunk first = chunks.getFirst();
    int least =
        chunks.stream().mapToInt(chunk -> ofHead.applyAsInt(chunk.key())).min().orElseThrow();
    if (ofHead.applyAsInt(first.key()) == least) {
      return first.from();
    }
    for (int line = first.from() - 1; line >= 0; line--) {
      String text = outline.lines().get(line);
      if (!outline.isComment(line) || text.startsWith(MODELINE)) {
        return line + 1;
      }
    }
    return 0;
  }

  private void items(MappingNode head) {
    for (NodeTuple tuple : head.getValue()) {
      if (tuple.getKeyNode() instanceof ScalarNode key
          && key.getValue().equals("items")
          && tuple.getValueNode() instanceof SequenceNode list
          && Outline.isBlock(list)) {
        int end = lastOf(outline.lines().size(), 0);
        end = endOf(tuple, head, end);
        List<Node> nodes = list.getValue();
        for (int i = 0; i < nodes.size(); i++) {
          int next =
              i + 1 < nodes.size()
                  ? lead(Outline.line(nodes.get(i + 1)), Outline.column(list))
                  : end;
          item(nodes.get(i), Outline.column(list), next);
        }
      }
    }
  }

  private int endOf(NodeTuple tuple, MappingNode head, int end) {
    List<NodeTuple> all = head.getValue();
    int at = all.indexOf(tuple);
    return at + 1 < all.size() ? lead(Outline.line(all.get(at + 1).getKeyNode()), 0) : end;
  }

  /** Sorts the lines of one item in place; their number does not change. */
  private void item(Node node, int dash, int next) {
    if (!(node instanceof MappingNode item)
        || !Outline.isBlock(item)
        || item.getValue().isEmpty()
        || !outline.lines().get(Outline.line(item)).startsWith(" ".repeat(dash) + "- ")) {
      return;
    }
    int column = Outline.column(item);
    int last = lastOf(next, column);
    List<Chunk> sorted = new ArrayList<>(chunks(item, column, last));
    sorted.sort(Comparator.comparingInt(chunk -> ofItems.applyAsInt(chunk.key())));
    if (sorted.getFirst().from() == Outline.line(item)
        && sorted.equals(chunks(item, column, last))) {
      return;
    }
    write(sorted, Outline.line(item), dash);
  }

  /** The dash moves to the first key; comments of that key move above the dash. */
  private void write(List<Chunk> sorted, int begin, int dash) {
    List<String> lines = outline.lines();
    List<String> written = new ArrayList<>();
    for (Chunk chunk : sorted) {
      boolean first = written.isEmpty();
      for (int line = chunk.lead(); line < chunk.from(); line++) {
        String text = lines.get(line);
        written.add(first ? moved(text) : text);
      }
      String text = lines.get(chunk.from());
      String mark = first ? "- " : "  ";
      written.add(" ".repeat(dash) + mark + text.substring(dash + 2));
      written.addAll(lines.subList(chunk.from() + 1, chunk.to()));
    }
    for (int i = 0; i < written.size(); i++) {
      lines.set(begin + i, written.get(i));
    }
  }

  /** Above the dash; a blank line there would part the comments of the item. */
  private static String moved(String text) {
    return text.isBlank() ? REMOVED : text.substring(Math.min(2, Outline.indent(text)));
  }

  private List<Chunk> chunks(MappingNode mapping, int column, int last) {
    List<Chunk> chunks = new ArrayList<>();
    List<NodeTuple> tuples = mapping.getValue();
    for (int i = 0; i < tuples.size(); i++) {
      int from = Outline.line(tuples.get(i).getKeyNode());
      int to =
          i + 1 < tuples.size() ? lead(Outline.line(tuples.get(i + 1).getKeyNode()), column) : last;
      String key = tuples.get(i).getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
      chunks.add(new Chunk(key, i == 0 ? from : lead(from, column), from, to));
    }
    return chunks;
  }

  /** Where the comments begin that stand above a line and in its column. */
  private int lead(int from, int column) {
    int lead = from;
    while (lead > 0 && (outline.isBlank(lead - 1) || isCommentAt(lead - 1, column))) {
      lead--;
    }
    return lead;
  }

  private boolean isCommentAt(int line, int column) {
    return outline.isComment(line) && Outline.indent(outline.lines().get(line)) <= column;
  }

  /** Where the last key of a mapping ends: what stands below it, further left, is not its own. */
  private int lastOf(int next, int column) {
    int last = next;
    while (last > 0 && (outline.isBlank(last - 1) || isCommentAt(last - 1, column))) {
      last--;
    }
    return last;
  }
}
