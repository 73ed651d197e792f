package io.vigie.probe.scenario;

import io.vigie.probe.ProbeContext;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What the target gave away in the course of a run is said to nobody: neither whole nor, as
 * messages cut long values, its beginning. Confined to one thread.
 */
final class Discretion {

  static final String MASK = "***";

  /** Fewer letters are no secret, and would take half of a message with them. */
  private static final int SHORTEST = 4;

  /** So much of the beginning gives a longer value away. */
  private static final int BEGINNING = 8;

  private static final int MOST = 500;

  private final ProbeContext context;
  private final Set<String> concealed = new LinkedHashSet<>();

  Discretion(ProbeContext context) {
    this.context = context;
  }

  void conceal(String value) {
    if (value.length() >= SHORTEST && concealed.size() < MOST && concealed.add(value)) {
      context.conceal(value);
    }
  }

  /**
   * Conceals what came of itself, such as a cookie or a hidden field of a form. Paths and short
   * words, which also occur elsewhere, are no secrets.
   */
  void concealUnlessPlain(String value) {
    if (value.length() >= BEGINNING && !value.startsWith("/") && !value.startsWith("http")) {
      conceal(value);
    }
  }

  /** The text without anything that is concealed. */
  String hide(String text) {
    String hidden = text;
    for (String value : concealed) {
      hidden = hidden.replace(value, MASK);
      if (value.length() > BEGINNING) {
        hidden = withoutBeginnings(hidden, value);
      }
    }
    return hidden;
  }

  private static String withoutBeginnings(String text, String value) {
    String beginning = value.substring(0, BEGINNING);
    StringBuilder hidden = new StringBuilder();
    int from = 0;
    for (int at = text.indexOf(beginning); at >= 0; at = text.indexOf(beginning, from)) {
      int same = BEGINNING;
      while (same < value.length()
          && at + same < text.length()
          && text.charAt(at + same) == value.charAt(same)) {
        same++;
      }
      hidden.append(text, from, at).append(MASK);
      from = at + same;
    }
    return hidden.append(text, from, text.length()).toString();
  }
}
