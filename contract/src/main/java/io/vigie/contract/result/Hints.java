package io.vigie.contract.result;

/**
 * Which shapes of {@link TokenShapes} a text may hold, seen in one pass: every run has all of its
 * evidence looked through, and what is seldom there is not searched for. May hint at what is not
 * there, never overlooks what is.
 */
record Hints(int found) {

  static final int CARD = 1;
  static final int WELL_KNOWN = 2;
  static final int ADDRESS = 4;
  static final int PRIVATE_KEY = 8;
  static final int SIGNED = 16;
  static final int NAMED = 32;

  /** Any of them. */
  static final Hints ALL = new Hints(-1);

  /** White space between a name and what parts it from its value. */
  private static final int MOST_SPACE = 3;

  private static final String BEARER = "bearer";

  static Hints of(String text) {
    int found = 0;
    int digits = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9') {
        digits++;
        found |= digits == TokenShapes.SHORTEST_CARD ? CARD : 0;
      } else {
        digits = c == ' ' || c == '-' ? digits : 0;
        found |= at(text, i, c);
      }
    }
    return new Hints(found);
  }

  boolean none() {
    return found == 0;
  }

  boolean has(int shape) {
    return (found & shape) != 0;
  }

  private static int at(String text, int i, char c) {
    return switch (c) {
      case ':' -> (text.startsWith("//", i + 1) ? ADDRESS : 0) | (isNamed(text, i) ? NAMED : 0);
      case '=' -> isNamed(text, i) ? NAMED : 0;
      case 'e' -> text.startsWith("yJ", i + 1) ? SIGNED : 0;
      case 'P' -> text.startsWith("RIVATE KEY", i + 1) ? PRIVATE_KEY : 0;
      case 'b', 'B' -> text.regionMatches(true, i, BEARER, 0, BEARER.length()) ? NAMED : 0;
      case 'g', 'x', 's', 'r', 'A', 'S', 'n' -> mayBeWellKnown(text, i, c) ? WELL_KNOWN : 0;
      default -> 0;
    };
  }

  private static boolean mayBeWellKnown(String text, int i, char c) {
    if (i + 4 >= text.length()) {
      return false;
    }
    char third = text.charAt(i + 3);
    return switch (c) {
      case 'g' -> third == '_' || third == 'h' || third == 'a';
      case 'x' -> text.charAt(i + 4) == '-';
      case 's', 'r' -> text.startsWith("k_", i + 1);
      case 'A' -> "KSI".indexOf(text.charAt(i + 1)) >= 0;
      case 'S' -> text.startsWith("G.", i + 1);
      default -> text.startsWith("pm_", i + 1);
    };
  }

  /** Whether what parts a name from its value has the last letter of a name before it. */
  private static boolean isNamed(String text, int separator) {
    int i = separator - 1;
    while (i >= 0 && i >= separator - MOST_SPACE && text.charAt(i) <= ' ') {
      i--;
    }
    if (i >= 0 && (text.charAt(i) == '"' || text.charAt(i) == '\'')) {
      i--;
    }
    return i >= 0 && "dtnyls".indexOf(text.charAt(i) | 0x20) >= 0;
  }
}
