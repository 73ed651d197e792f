package io.vigie.alert.notify.slack;

/** Lines of markup, each whole, as many as fit; that some did not is shown. */
final class SlackLines {

  private static final String MORE = "\n…";

  private final int limit;
  private final StringBuilder text = new StringBuilder();
  private boolean full;

  SlackLines(int limit) {
    this.limit = limit - MORE.length();
  }

  SlackLines add(String line) {
    return add(line, 0);
  }

  /** Leaves {@code reserve} characters for what must still follow. */
  SlackLines add(String line, int reserve) {
    if (text.length() + line.length() + 1 + reserve > limit) {
      full = true;
    } else {
      text.append(text.isEmpty() ? "" : "\n").append(line);
    }
    return this;
  }

  String text() {
    return full || text.isEmpty() ? text + MORE : text.toString();
  }
}
