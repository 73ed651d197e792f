package io.vigie.scheduler.checklist.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.CollectionNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** The lines of a file, and which of them are structure, text or comment. */
final class Outline {

  private static final LoadSettings SETTINGS =
      LoadSettings.builder().setUseMarks(true).setAllowDuplicateKeys(true).build();

  private final List<String> lines;
  private final Optional<Node> root;
  private final List<ScalarNode> scalars = new ArrayList<>();
  private final boolean[] text;
  private final boolean[] verbatim;
  private boolean anchored;

  Outline(String text) {
    this.lines = new ArrayList<>(text.lines().toList());
    this.root = new Compose(SETTINGS).composeString(text);
    this.text = new boolean[lines.size() + 1];
    this.verbatim = new boolean[lines.size() + 1];
    root.ifPresent(this::visit);
  }

  List<String> lines() {
    return lines;
  }

  Optional<Node> root() {
    return root;
  }

  /** All scalars, in the order in which they are written. */
  List<ScalarNode> scalars() {
    return scalars;
  }

  /** True where something may mean another place of the file. */
  boolean isAnchored() {
    return anchored;
  }

  /** True for a line that goes on with a text which began above it. */
  boolean isText(int line) {
    return text[line];
  }

  /** True for a line of a text that is taken as it is, blanks included. */
  boolean isVerbatim(int line) {
    return verbatim[line];
  }

  boolean isBlank(int line) {
    return !text[line] && lines.get(line).isBlank();
  }

  boolean isComment(int line) {
    return !text[line] && lines.get(line).stripLeading().startsWith("#");
  }

  static boolean isBlock(Node node) {
    return node instanceof CollectionNode<?> collection
        && collection.getFlowStyle() == FlowStyle.BLOCK;
  }

  static int line(Node node) {
    return start(node).getLine();
  }

  static int column(Node node) {
    return start(node).getColumn();
  }

  /** How many characters of Java are before the n-th of a line. */
  static int index(String line, int column) {
    return line.offsetByCodePoints(0, Math.min(column, line.codePointCount(0, line.length())));
  }

  static int indent(String line) {
    return line.length() - line.stripLeading().length();
  }

  private static Mark start(Node node) {
    return node.getStartMark().orElseThrow();
  }

  private void visit(Node node) {
    if (node.getAnchor().isPresent()) {
      anchored = true;
    }
    switch (node) {
      case ScalarNode scalar -> visit(scalar);
      case SequenceNode sequence -> sequence.getValue().forEach(this::visit);
      case MappingNode mapping -> {
        for (NodeTuple tuple : mapping.getValue()) {
          visit(tuple.getKeyNode());
          visit(tuple.getValueNode());
        }
      }
      default -> throw new IllegalStateException("yaml: unexpected node " + node.getNodeType());
    }
  }

  private void visit(ScalarNode scalar) {
    scalars.add(scalar);
    int last = scalar.getEndMark().orElseThrow().getLine();
    boolean block =
        scalar.getScalarStyle() == ScalarStyle.LITERAL
            || scalar.getScalarStyle() == ScalarStyle.FOLDED;
    int end = block ? endOfContent(line(scalar), last) : Math.min(last + 1, lines.size());
    for (int line = line(scalar) + 1; line < end; line++) {
      text[line] = true;
      verbatim[line] = block;
    }
  }

  /** Blank lines below a block are none of it, unless it says that they are. */
  private int endOfContent(int head, int last) {
    int end = Math.min(last, lines.size());
    boolean kept = lines.get(head).matches(".*[|>]\\d?\\+\\d?\\s*(#.*)?");
    while (!kept && end > head + 1 && lines.get(end - 1).isBlank()) {
      end--;
    }
    return end;
  }
}
