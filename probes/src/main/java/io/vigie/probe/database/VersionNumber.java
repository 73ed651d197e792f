package io.vigie.probe.database;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Versions as one number that can be compared. */
final class VersionNumber {

  private static final Pattern PARTS =
      Pattern.compile("(\\d{1,4})(?:\\.(\\d{1,4}))?(?:\\.(\\d{1,4}))?.*");

  private VersionNumber() {}

  /** 0 where the version is none. */
  static long of(String product, String version) {
    Matcher parts = PARTS.matcher(version);
    if (!parts.matches()) {
      return 0;
    }
    long first = number(parts.group(1));
    return product.equals("postgresql") && first >= 10
        ? first * 10_000 + number(parts.group(2))
        : first * 10_000 + number(parts.group(2)) * 100 + number(parts.group(3));
  }

  private static long number(String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }
}
