package io.vigie.probe.metric;

import java.util.Map;
import java.util.TreeMap;

/** Walks along one line; what is not as it must be is an {@link IllegalArgumentException}. */
final class Cursor {

  private static final int MOST_LABELS = 100;

  private final String line;
  private int at;

  Cursor(String line) {
    this.line = line;
  }

  boolean isAtEnd() {
    return at == line.length();
  }

  boolean isAt(char wanted) {
    return at < line.length() && line.charAt(at) == wanted;
  }

  /** Passes the text, if it is what comes next. */
  boolean passes(String wanted) {
    boolean there = line.startsWith(wanted, at);
    at += there ? wanted.length() : 0;
    return there;
  }

  void require(String wanted, String where) {
    if (!passes(wanted)) {
      throw new IllegalArgumentException(where + " must be followed by " + wanted);
    }
  }

  /** Passes blanks and tabs; true when there were any. */
  boolean passesBlanks() {
    int from = at;
    while (isAt(' ') || isAt('\t')) {
      at++;
    }
    return at > from;
  }

  /** Letters, digits, underscores and, for the name of a metric, colons. */
  String name(boolean colons, String what) {
    int from = at;
    while (at < line.length() && isName(line.charAt(at), at > from, colons)) {
      at++;
    }
    if (at == from) {
      throw new IllegalArgumentException(what + " must begin with a letter or an underscore");
    }
    return line.substring(from, at);
  }

  private static boolean isName(char c, boolean within, boolean colons) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || c == '_'
        || (colons && c == ':')
        || (within && c >= '0' && c <= '9');
  }

  /** A text in quotes, without them. */
  String quoted(String what) {
    require("\"", what);
    StringBuilder text = new StringBuilder();
    while (!isAt('"')) {
      if (isAtEnd()) {
        throw new IllegalArgumentException(what + " must end with a quote");
      }
      text.append(isAt('\\') ? escaped(what) : line.charAt(at));
      at++;
    }
    at++;
    return text.toString();
  }

  private char escaped(String what) {
    at++;
    char c = isAtEnd() ? ' ' : line.charAt(at);
    return switch (c) {
      case 'n' -> '\n';
      case '\\', '"' -> c;
      default -> throw new IllegalArgumentException(what + " must escape only \\, \" and n");
    };
  }

  /** What stands before the next blank. */
  String word() {
    int from = at;
    while (!isAtEnd() && !isAt(' ') && !isAt('\t')) {
      at++;
    }
    return line.substring(from, at);
  }

  /** Labels up to the closing brace; a text in quotes alone is the name, kept under "". */
  Map<String, String> labels() {
    Map<String, String> labels = new TreeMap<>();
    passesBlanks();
    while (!passes("}")) {
      String label = isAt('"') ? quoted("a name") : name(false, "a label");
      passesBlanks();
      boolean isName = !isAt('=');
      String value = isName ? label : value(label);
      add(labels, isName ? "" : label, value);
      passesBlanks();
      if (!passes(",") && !isAt('}')) {
        throw new IllegalArgumentException("labels must have commas between them and } at the end");
      }
      passesBlanks();
    }
    return labels;
  }

  private String value(String label) {
    require("=", "the label " + label);
    passesBlanks();
    return quoted("the value of " + label);
  }

  private static void add(Map<String, String> labels, String label, String value) {
    if (labels.put(label, value) != null) {
      throw new IllegalArgumentException("a label must be there once, " + label + " is twice");
    } else if (labels.size() > MOST_LABELS) {
      throw new IllegalArgumentException("a series must have at most " + MOST_LABELS + " labels");
    }
  }
}
