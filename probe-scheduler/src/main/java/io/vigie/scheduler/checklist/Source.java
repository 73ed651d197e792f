package io.vigie.scheduler.checklist;

import io.vigie.probe.settings.Node.Position;
import java.util.List;

/** The text of a file, for finding a place within a value. */
final class Source {

  private final List<String> lines;

  Source(String text) {
    this.lines = text.lines().toList();
  }

  /**
   * The place of the n-th character of a text that begins at {@code at}; the beginning itself where
   * the text is not written there as it is (escapes, variables, blocks).
   */
  Position within(Position at, String text, int column) {
    if (at.line() < 1 || at.line() > lines.size()) {
      return at;
    }
    String line = lines.get(at.line() - 1);
    int start = at.column() - 1;
    if (line.startsWith(text, start)) {
      return new Position(at.line(), at.column() + column - 1);
    }
    boolean quoted = start < line.length() && "\"'".indexOf(line.charAt(start)) >= 0;
    return quoted && line.startsWith(text, start + 1)
        ? new Position(at.line(), at.column() + column)
        : at;
  }
}
