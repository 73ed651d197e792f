package io.vigie.probe.expect;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a regular expression would come to, worked out from its text alone: the compiler writes
 * repeats out in full, and recurses, before its program can be measured. What is no regular
 * expression at all is left for the compiler to refuse.
 */
final class RegexSize {

  private static final Pattern REPEAT = Pattern.compile("\\{(\\d{1,9})(?:,(\\d{0,9}))?}");

  private final String pattern;
  private final Deque<Group> groups = new ArrayDeque<>();
  private final Matcher repeat;
  private int at;
  private int depth;
  private long repeats = 1;

  private RegexSize(String pattern) {
    this.pattern = pattern;
    this.repeat = REPEAT.matcher(pattern);
    groups.push(new Group());
  }

  /** What is known of a group while it is being read. */
  private static final class Group {
    private long before;
    private long last;
    private long repeats = 1;
    private long lastRepeats = 1;

    void add(long size, long inner) {
      before += last;
      last = size;
      lastRepeats = inner;
      repeats = Math.max(repeats, inner);
    }

    void repeat(long times) {
      last = Math.min(last * times, Integer.MAX_VALUE);
      lastRepeats = Math.min(lastRepeats * times, Integer.MAX_VALUE);
      repeats = Math.max(repeats, lastRepeats);
    }

    long size() {
      return Math.min(before + last, Integer.MAX_VALUE);
    }
  }

  /** Measures {@code pattern}, as far as it is not too long to be measured. */
  static RegexSize of(String pattern) {
    require("have at most", Limits.REGEX_LENGTH, "characters", pattern.length());
    RegexSize size = new RegexSize(pattern);
    while (size.at < pattern.length()) {
      size.read(pattern.charAt(size.at));
    }
    while (size.groups.size() > 1) {
      size.close();
    }
    size.repeats = size.groups.element().repeats;
    return size;
  }

  /** Throws an {@link IllegalArgumentException} that names the limit that is exceeded. */
  void requireWithinLimits() {
    require("nest at most", Limits.REGEX_DEPTH, "groups", depth);
    require("repeat a part at most", Limits.REGEX_REPEATS, "times in all", repeats);
    require(
        "come to at most", Limits.REGEX_UNSIMPLIFIED_SIZE, "instructions", groups.element().size());
  }

  private static void require(String what, int limit, String unit, long found) {
    if (found > limit) {
      String message = "regular expression: must " + what + " " + limit + " " + unit;
      throw new IllegalArgumentException(message + ", was " + found);
    }
  }

  private void read(char next) {
    switch (next) {
      case '\\' -> escape();
      case '[' -> characterClass();
      case '(' -> open();
      case ')' -> {
        at++;
        close();
      }
      case '{' -> repeat();
      default -> {
        at++;
        groups.element().add(1, 1);
      }
    }
  }

  private void open() {
    groups.push(new Group());
    depth = Math.max(depth, groups.size() - 1);
    if (pattern.startsWith("(?P<", at) || pattern.startsWith("(?<", at)) {
      at = after(">", at);
    } else {
      at += pattern.startsWith("(?", at) ? 2 : 1;
    }
  }

  private void close() {
    if (groups.size() > 1) {
      Group closed = groups.pop();
      groups.element().add(closed.size() + 2, closed.repeats);
    }
  }

  private void repeat() {
    if (repeat.region(at, pattern.length()).lookingAt()) {
      String most = repeat.group(2);
      long least = Long.parseLong(repeat.group(1));
      long times = most == null || most.isEmpty() ? least : Math.max(least, Long.parseLong(most));
      groups.element().repeat(Math.max(1, times));
      at = repeat.end();
    } else {
      at++;
      groups.element().add(1, 1);
    }
  }

  private void escape() {
    if (pattern.startsWith("\\Q", at)) {
      int end = pattern.indexOf("\\E", at + 2);
      int literals = (end < 0 ? pattern.length() : end) - at - 2;
      for (int i = 0; i < literals; i++) {
        groups.element().add(1, 1);
      }
      at = end < 0 ? pattern.length() : end + 2;
      return;
    }
    boolean braced = at + 2 < pattern.length() && pattern.charAt(at + 2) == '{';
    boolean named = at + 1 < pattern.length() && "xpP".indexOf(pattern.charAt(at + 1)) >= 0;
    at = braced && named ? after("}", at) : at + 2;
    groups.element().add(1, 1);
  }

  /** A bracket that comes first stands for itself. */
  private void characterClass() {
    at += pattern.startsWith("[^", at) ? 2 : 1;
    boolean first = true;
    while (at < pattern.length() && (first || pattern.charAt(at) != ']')) {
      if (pattern.startsWith("[:", at) && pattern.indexOf(":]", at + 2) >= 0) {
        at = after(":]", at + 2);
      } else {
        at += pattern.charAt(at) == '\\' ? 2 : 1;
      }
      first = false;
    }
    at++;
    groups.element().add(1, 1);
  }

  private int after(String end, int from) {
    int found = pattern.indexOf(end, from);
    return found < 0 ? pattern.length() : found + end.length();
  }
}
