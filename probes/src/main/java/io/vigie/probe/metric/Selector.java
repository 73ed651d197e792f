package io.vigie.probe.metric;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.List;

/**
 * Which series are meant, as PromQL writes it: {@code http_requests_total{code=~"5..",job="api"}}.
 * As there, a regular expression must match the whole value, and an absent label is an empty one.
 */
record Selector(String text, String name, List<Condition> conditions) {

  private static final int LONGEST = 500;
  private static final int LARGEST_PROGRAM = 1000;

  Selector {
    conditions = List.copyOf(conditions);
  }

  /** What must hold of one label. */
  record Condition(String label, boolean wanted, Pattern pattern) {
    boolean holds(Series series) {
      return pattern.matches(series.labels().getOrDefault(label, "")) == wanted;
    }
  }

  boolean selects(Series series) {
    return series.name().equals(name)
        && conditions.stream().allMatch(condition -> condition.holds(series));
  }

  /** Fails with what an author must change. */
  static Selector parse(String text) {
    try {
      if (text.length() > LONGEST) {
        throw new IllegalArgumentException("it must have at most " + LONGEST + " characters");
      }
      return read(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "must be like http_requests_total{code=\"200\"}, was \"" + text + "\": " + e.getMessage(),
          e);
    }
  }

  private static Selector read(String text) {
    Cursor cursor = new Cursor(text);
    String name = cursor.name(true, "a metric");
    List<Condition> conditions = new ArrayList<>();
    if (cursor.passes("{")) {
      cursor.passesBlanks();
      while (!cursor.passes("}")) {
        conditions.add(condition(cursor));
        cursor.passesBlanks();
        if (!cursor.passes(",") && !cursor.isAt('}')) {
          throw new IllegalArgumentException("labels must have commas between them and } behind");
        }
        cursor.passesBlanks();
      }
    }
    if (!cursor.isAtEnd()) {
      throw new IllegalArgumentException("it must end behind the labels");
    }
    return new Selector(text, name, conditions);
  }

  private static Condition condition(Cursor cursor) {
    String label = cursor.name(false, "a label");
    cursor.passesBlanks();
    boolean matches = cursor.passes("=~");
    boolean unlike = !matches && cursor.passes("!~");
    boolean differs = !matches && !unlike && cursor.passes("!=");
    if (!matches && !unlike && !differs) {
      cursor.require("=", "the label " + label);
    }
    cursor.passesBlanks();
    String value = cursor.quoted("the value of " + label);
    String pattern = matches || unlike ? value : Pattern.quote(value);
    return new Condition(label, !unlike && !differs, compiled(pattern, matches || unlike));
  }

  /** Repetitions that are counted are what makes a small expression large. */
  private static Pattern compiled(String pattern, boolean written) {
    if (written && pattern.indexOf('{') >= 0) {
      throw new IllegalArgumentException("an expression must have no { in it");
    }
    try {
      Pattern compiled = Pattern.compile(pattern, Pattern.DOTALL);
      if (written && compiled.programSize() > LARGEST_PROGRAM) {
        throw new IllegalArgumentException("an expression must be simpler");
      }
      return compiled;
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException("an expression must be valid RE2", e);
    }
  }
}
