package io.vigie.probe.expect;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A version by the rules of semver.org 2.0.0; what is behind a plus sign counts for nothing. */
record SemanticVersion(long major, long minor, long patch, List<String> preRelease)
    implements Comparable<SemanticVersion> {

  private static final String NUMBER = "(0|[1-9]\\d{0,17})";
  private static final String IDENTIFIERS = "([0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)";
  private static final Pattern STRICT =
      Pattern.compile(
          NUMBER
              + "\\."
              + NUMBER
              + "\\."
              + NUMBER
              + "(?:-"
              + IDENTIFIERS
              + ")?(?:\\+"
              + IDENTIFIERS
              + ")?");
  private static final Pattern LOOSE = Pattern.compile("v?(\\d+(?:\\.\\d+){0,2})([-+].*)?");
  private static final int LONGEST = 256;

  private static final Comparator<SemanticVersion> ORDER =
      Comparator.comparingLong(SemanticVersion::major)
          .thenComparingLong(SemanticVersion::minor)
          .thenComparingLong(SemanticVersion::patch)
          .thenComparing(SemanticVersion::preRelease, SemanticVersion::comparePreReleases);

  static SemanticVersion of(String text) {
    Matcher read = STRICT.matcher(text);
    if (text.length() > LONGEST || !read.matches() || hasLeadingZero(read.group(4))) {
      throw new IllegalArgumentException(
          "must be a version such as 1.2.3 or 1.2.3-rc.1 (semver(text, true) also reads v1.2), was "
              + Values.text(text));
    }
    return new SemanticVersion(
        Long.parseLong(read.group(1)),
        Long.parseLong(read.group(2)),
        Long.parseLong(read.group(3)),
        read.group(4) == null ? List.of() : List.of(read.group(4).split("\\.")));
  }

  /** Takes away a leading v and leading zeros, adds the numbers that are missing, where told to. */
  static SemanticVersion of(String text, boolean normalize) {
    Matcher loose = LOOSE.matcher(text);
    if (!normalize || text.length() > LONGEST || !loose.matches()) {
      return of(text);
    }
    String numbers =
        Arrays.stream((loose.group(1) + ".0.0").split("\\."))
            .limit(3)
            .map(number -> new BigInteger(number).toString())
            .collect(Collectors.joining("."));
    return of(loose.group(2) == null ? numbers : numbers + loose.group(2));
  }

  static boolean isOne(String text, boolean normalize) {
    try {
      of(text, normalize);
      return true;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  @Override
  public int compareTo(SemanticVersion other) {
    return ORDER.compare(this, other);
  }

  private static boolean hasLeadingZero(String identifiers) {
    return identifiers != null
        && Arrays.stream(identifiers.split("\\.")).anyMatch(one -> one.matches("0\\d+"));
  }

  /** The final version, which has none, comes after all of its pre-releases. */
  private static int comparePreReleases(List<String> left, List<String> right) {
    if (left.isEmpty() || right.isEmpty()) {
      return Boolean.compare(left.isEmpty(), right.isEmpty());
    }
    for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
      int order = compareIdentifiers(left.get(i), right.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(left.size(), right.size());
  }

  /** Numbers come before words. */
  private static int compareIdentifiers(String left, String right) {
    boolean leftNumber = left.matches("\\d+");
    boolean rightNumber = right.matches("\\d+");
    if (leftNumber && rightNumber) {
      return new BigInteger(left).compareTo(new BigInteger(right));
    }
    return leftNumber == rightNumber ? left.compareTo(right) : leftNumber ? -1 : 1;
  }

  @Override
  public String toString() {
    String numbers = major + "." + minor + "." + patch;
    return preRelease.isEmpty() ? numbers : numbers + "-" + String.join(".", preRelease);
  }
}
