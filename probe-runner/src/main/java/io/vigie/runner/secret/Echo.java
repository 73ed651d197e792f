package io.vigie.runner.secret;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds one text within another, however each of its characters is written there: as it is, in the
 * escapes of a URL, of JSON, of HTML or of quoted-printable, also several of them mixed or one
 * within another, and over the ends of lines. Finds the beginning of it where the other text is
 * cut, and the end of it where that begins in the midst. Immutable.
 */
final class Echo {

  /** Fewer characters than these, beside a cut, are let through. */
  private static final int SHORTEST_REMNANT = 4;

  /** Only what is longer may be spread over lines. */
  private static final int SHORTEST_FOLDED = 8;

  /** So many times one escape is looked for within another. */
  private static final int NESTED = 8;

  /** An escape that is cut off itself is no longer than this. */
  private static final int LONGEST_ESCAPE = 24;

  /** So many ways of reading a text are followed at once; two or three are usual. */
  private static final int AT_ONCE = 8;

  /** So much of the end of a secret is looked for where a text begins. */
  private static final int LONGEST_REST = 2048;

  /** So many characters of a cut escape may have been taken for what they are. */
  private static final int RECENT = 5;

  private static final List<String> FOLDS =
      List.of("\r\n ", "\r\n\t", "\n ", "\n\t", "\r\n", "\n", "=\r\n", "=\n", "\\r\\n", "\\n");

  private final int[] wanted;

  Echo(String wanted) {
    this.wanted = wanted.codePoints().toArray();
  }

  int length() {
    return wanted.length;
  }

  /** Marks every character of {@code layer} that gives this away. */
  void mark(Layer layer, BitSet marked) {
    String text = layer.text();
    for (int from = text.indexOf(wanted[0]); from >= 0; from = text.indexOf(wanted[0], from + 1)) {
      markAt(text, from, marked);
    }
    for (int from : layer.escapes()) {
      markAt(text, from, marked);
    }
    for (int from : layer.beginnings()) {
      markRest(text, from, marked);
    }
  }

  private void markAt(String text, int from, BitSet marked) {
    int end = endOf(text, from, 0);
    if (end > from) {
      marked.set(from, end);
    }
  }

  /** What is at {@code from} may be the end of this. */
  private void markRest(String text, int from, BitSet marked) {
    for (int skipped = Math.max(1, wanted.length - LONGEST_REST);
        skipped <= wanted.length - SHORTEST_REMNANT;
        skipped++) {
      int end = endOf(text, from, skipped);
      if (end > from) {
        marked.set(from, end);
      }
    }
  }

  /** Where this ends that begins there, whole or up to a cut; -1 where it does not. */
  private int endOf(String text, int from, int skipped) {
    if (!mayBegin(text.charAt(from), wanted[skipped])) {
      return -1;
    }
    NavigableSet<Integer> places = new TreeSet<>(List.of(from));
    Deque<Set<Integer>> before = new ArrayDeque<>();
    for (int i = skipped; i < wanted.length; i++) {
      NavigableSet<Integer> next = new TreeSet<>();
      for (int place : places) {
        addNext(text, place, wanted[i], next);
      }
      if (next.isEmpty()) {
        // An escape that is cut may have been taken for what it is written with.
        before.forEach(places::addAll);
        return i - skipped >= SHORTEST_REMNANT ? cutAt(text, places) : -1;
      }
      while (next.size() > AT_ONCE) {
        next.pollFirst();
      }
      before.addLast(places);
      if (before.size() > RECENT) {
        before.removeFirst();
      }
      places = next;
    }
    return places.last();
  }

  private static boolean mayBegin(char c, int codePoint) {
    return c == codePoint || Layer.isEscape(c) || Character.isHighSurrogate(c);
  }

  private static int cutAt(String text, NavigableSet<Integer> places) {
    for (int place : places.descendingSet()) {
      int cut = cutBehind(text, place);
      if (cut >= 0) {
        return cut;
      }
    }
    return -1;
  }

  /** Where the text is cut, there or within an escape that begins there; -1 where it is not. */
  private static int cutBehind(String text, int place) {
    for (int at = place; at <= text.length() && at <= place + LONGEST_ESCAPE; at++) {
      if (at == text.length() || text.charAt(at) == Layer.CUT || isDotted(text, at)) {
        return at;
      } else if (at == place ? !mayBeCut(text.charAt(at)) : isBlank(text.charAt(at))) {
        return -1;
      }
    }
    return -1;
  }

  /** Within three dots: the first of them may have been taken for one of the secret's. */
  private static boolean isDotted(String text, int at) {
    return text.startsWith("...", at)
        || text.startsWith("...", at - 1)
        || text.startsWith("...", at - 2);
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  private static boolean mayBeCut(char c) {
    return "%\\&=\r\n".indexOf(c) >= 0 || Character.isSurrogate(c);
  }

  private void addNext(String text, int from, int codePoint, NavigableSet<Integer> next) {
    addEnds(text, from, codePoint, next);
    if (wanted.length >= SHORTEST_FOLDED) {
      for (String fold : FOLDS) {
        if (text.startsWith(fold, from)) {
          addEnds(text, from + fold.length(), codePoint, next);
        }
      }
    }
  }

  /** Adds where each way of writing {@code codePoint} at {@code from} ends. */
  private static void addEnds(String text, int from, int codePoint, NavigableSet<Integer> ends) {
    if (from >= text.length()) {
      return;
    }
    if (text.codePointAt(from) == codePoint) {
      ends.add(from + Character.charCount(codePoint));
    }
    switch (text.charAt(from)) {
      case '+' -> add(codePoint == ' ' ? from + 1 : -1, ends);
      case '%' -> addBytes(text, from, '%', codePoint, ends);
      case '=' -> addBytes(text, from, '=', codePoint, ends);
      case '\\' -> addBackslash(text, from, codePoint, ends);
      case '&' -> add(entity(text, from + 1, codePoint), ends);
      default -> {}
    }
  }

  private static void add(int end, NavigableSet<Integer> ends) {
    if (end >= 0) {
      ends.add(end);
    }
  }

  /** {@code %C3%BC}, and {@code %FC} of those who do not write UTF-8. */
  private static void addBytes(
      String text, int from, char mark, int codePoint, NavigableSet<Integer> ends) {
    int at = from;
    for (byte b : Character.toString(codePoint).getBytes(StandardCharsets.UTF_8)) {
      at = at < 0 ? at : oneByte(text, at, mark, b & 0xFF);
    }
    add(at, ends);
    if (codePoint > 0x7F && codePoint <= 0xFF) {
      add(oneByte(text, from, mark, codePoint), ends);
    }
  }

  private static int oneByte(String text, int from, char mark, int value) {
    if (from >= text.length() || text.charAt(from) != mark) {
      return -1;
    }
    int at = from + 1;
    for (int i = 0; i < NESTED && mark == '%' && value != '%' && text.startsWith("25", at); i++) {
      at += 2;
    }
    return hex(text, at, 2) == value ? at + 2 : -1;
  }

  private static void addBackslash(
      String text, int from, int codePoint, NavigableSet<Integer> ends) {
    int at = from;
    while (at < text.length() && at - from < NESTED && text.charAt(at) == '\\') {
      at++;
    }
    if (codePoint == '\\' && at > from + 1) {
      ends.add(from + 2);
    }
    if (at < text.length()) {
      add(escaped(text, at, codePoint), ends);
    }
  }

  private static int escaped(String text, int at, int codePoint) {
    int plain =
        switch (text.charAt(at)) {
          case 'n' -> '\n';
          case 'r' -> '\r';
          case 't' -> '\t';
          case 'b' -> '\b';
          case 'f' -> '\f';
          case '"', '\'', '/', '`', '$' -> text.charAt(at);
          default -> -1;
        };
    if (plain == codePoint) {
      return at + 1;
    }
    return switch (text.charAt(at)) {
      case 'x' -> hex(text, at + 1, 2) == codePoint ? at + 3 : -1;
      case 'u' -> unicode(text, at, codePoint);
      default -> -1;
    };
  }

  private static int unicode(String text, int at, int codePoint) {
    char[] units = Character.toChars(codePoint);
    if (hex(text, at + 1, 4) != units[0]) {
      return -1;
    } else if (units.length == 1) {
      return at + 5;
    }
    int second = at + 5;
    while (second < text.length() && text.charAt(second) == '\\') {
      second++;
    }
    return text.startsWith("u", second) && hex(text, second + 1, 4) == units[1] ? second + 5 : -1;
  }

  private static int entity(String text, int from, int codePoint) {
    int at = from;
    for (int i = 0; i < NESTED && codePoint != '&' && text.startsWith("amp;", at); i++) {
      at += 4;
    }
    String name =
        switch (codePoint) {
          case '&' -> "amp;";
          case '<' -> "lt;";
          case '>' -> "gt;";
          case '"' -> "quot;";
          case '\'' -> "apos;";
          default -> "#";
        };
    if (text.startsWith(name, at) && name.length() > 1) {
      return at + name.length();
    }
    return text.startsWith("#", at) ? numbered(text, at + 1, codePoint) : -1;
  }

  private static int numbered(String text, int from, int codePoint) {
    boolean hex = from < text.length() && (text.charAt(from) | 0x20) == 'x';
    int at = hex ? from + 1 : from;
    int value = 0;
    int digits = 0;
    while (at < text.length() && digits < NESTED && digit(text, at, hex) >= 0) {
      value = value * (hex ? 16 : 10) + digit(text, at, hex);
      at++;
      digits++;
    }
    if (digits == 0 || value != codePoint) {
      return -1;
    }
    return at < text.length() && text.charAt(at) == ';' ? at + 1 : at;
  }

  private static int digit(String text, int at, boolean hex) {
    return Character.digit(text.charAt(at), hex ? 16 : 10);
  }

  private static int hex(String text, int from, int digits) {
    if (from + digits > text.length()) {
      return -1;
    }
    int value = 0;
    for (int i = from; i < from + digits; i++) {
      int digit = Character.digit(text.charAt(i), 16);
      if (digit < 0) {
        return -1;
      }
      value = value * 16 + digit;
    }
    return value;
  }
}
