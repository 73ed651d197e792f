package io.vigie.probe.settings;

import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much, as authors write it: {@code 10 MB}, {@code 100 MiB}, {@code 512KiB}, or a whole number
 * of bytes.
 */
public record Size(long bytes) {

  /** What the whole of a size's text matches, for a schema. */
  static final String PATTERN = "\\d{1,15} ?(?:B|kB|KB|MB|GB|KiB|MiB|GiB)?";

  private static final Pattern SYNTAX = Pattern.compile("(\\d{1,15}) ?([A-Za-z]*)");

  private static final Map<String, Long> UNITS =
      Map.of(
          "", 1L,
          "B", 1L,
          "kB", 1_000L,
          "KB", 1_000L,
          "MB", 1_000_000L,
          "GB", 1_000_000_000L,
          "KiB", 1L << 10,
          "MiB", 1L << 20,
          "GiB", 1L << 30);

  public Size {
    if (bytes < 0) {
      throw new IllegalArgumentException("must be at least 0 bytes, was " + bytes);
    }
  }

  /** The size, or nothing where the text is none. */
  public static Optional<Size> parse(String text) {
    Matcher matcher = SYNTAX.matcher(text);
    if (!matcher.matches() || !UNITS.containsKey(matcher.group(2))) {
      return Optional.empty();
    }
    BigInteger bytes =
        new BigInteger(matcher.group(1)).multiply(BigInteger.valueOf(UNITS.get(matcher.group(2))));
    return bytes.bitLength() < Long.SIZE
        ? Optional.of(new Size(bytes.longValue()))
        : Optional.empty();
  }

  /** As an author would write it: {@code 100 MiB}, {@code 10 MB}, {@code 1234 B}. */
  @Override
  public String toString() {
    for (String unit : new String[] {"GiB", "MiB", "KiB", "GB", "MB", "kB"}) {
      if (bytes > 0 && bytes % UNITS.get(unit) == 0) {
        return bytes / UNITS.get(unit) + " " + unit;
      }
    }
    return bytes + " B";
  }
}
