package io.vigie.probe.expect;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Optional;

/** Regular expressions of RE2: linear in the input, bounded in the size of the program. */
final class Regex {

  private Regex() {}

  /** What is wrong with {@code pattern}, if anything. */
  static Optional<String> problem(String pattern) {
    try {
      compile(pattern);
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(e.getMessage());
    }
  }

  static Pattern compile(String pattern) {
    RegexSize.of(pattern).requireWithinLimits();
    Pattern compiled;
    try {
      compiled = Pattern.compile(pattern);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "regular expression: must be valid RE2, was \""
              + pattern
              + "\": "
              + e.getDescription().replace("error parsing regexp: ", ""),
          e);
    } catch (StackOverflowError e) {
      throw new IllegalArgumentException(
          "regular expression: must be simpler, was nested too deep", e);
    }
    if (compiled.programSize() > Limits.REGEX_PROGRAM_SIZE) {
      throw new IllegalArgumentException(
          "regular expression: must compile to at most "
              + Limits.REGEX_PROGRAM_SIZE
              + " instructions, was "
              + compiled.programSize());
    }
    return compiled;
  }

  /** Text that calls {@code watch} now and then while it is being read. */
  record Watched(CharSequence text, Runnable watch) implements CharSequence {

    private static final int EVERY = 1 << 12;

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      if ((index & (EVERY - 1)) == 0) {
        watch.run();
      }
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return new Watched(text.subSequence(start, end), watch);
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }
}
