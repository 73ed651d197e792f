package io.vigie.probe.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds what an author probably meant. */
public final class NearestWord {

  private static final int MOST_LISTED = 40;

  private NearestWord() {}

  /** The known word that is nearest to {@code word}, where one is near enough to be meant. */
  public static Optional<String> to(String word, Collection<String> known) {
    int limit = Math.max(1, (word.length() + 1) / 3);
    return known.stream()
        .filter(candidate -> distance(word, candidate) <= limit)
        .min(
            Comparator.comparingInt((String candidate) -> distance(word, candidate))
                .thenComparing(Comparator.naturalOrder()));
  }

  /**
   * The end of a sentence about an unknown {@code noun}: the nearest known one, or all where none
   * is near.
   */
  public static String hint(String noun, String word, Collection<String> known) {
    return to(word, known)
        .map(nearest -> "nearest known " + noun + ": \"" + nearest + "\"")
        .orElseGet(() -> "known " + noun + "s: " + listed(known));
  }

  private static String listed(Collection<String> known) {
    return known.isEmpty()
        ? "none"
        : known.stream().sorted().limit(MOST_LISTED).collect(Collectors.joining(", "));
  }

  /** Edits, where swapping two neighbours is one; a difference of case alone is none. */
  private static int distance(String left, String right) {
    String a = left.toLowerCase(Locale.ROOT);
    String b = right.toLowerCase(Locale.ROOT);
    int[][] edits = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        edits[i][j] = i == 0 || j == 0 ? i + j : cheapest(edits, a, b, i, j);
      }
    }
    return edits[a.length()][b.length()];
  }

  private static int cheapest(int[][] edits, String a, String b, int i, int j) {
    int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
    int best =
        Math.min(edits[i - 1][j - 1] + change, Math.min(edits[i - 1][j], edits[i][j - 1]) + 1);
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(best, edits[i - 2][j - 2] + 1) : best;
  }
}
