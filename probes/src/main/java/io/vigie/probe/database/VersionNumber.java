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
    long first = number(parts.group(1)) * 10_000;
    long second = number(parts.group(2));
    if (product.equals("postgresql") && first >= 100_000) {
      return first + second;
    }
    // The third of SQL Server is a build, of which there are thousands.
    long third = product.equals("sqlserver") ? 0 : number(parts.group(3));
    return first + second * 100 + third;
  }

  private static long number(String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }
}
