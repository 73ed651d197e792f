package io.vigie.probe.database;

import io.vigie.probe.settings.InvalidSetting;
import java.util.regex.Pattern;

/** A statement of SQL, as an author writes it. */
final class SqlStatement {

  private static final Pattern READS =
      Pattern.compile(
          "(?is)\\s*\\(*\\s*(SELECT|SHOW|WITH|VALUES|TABLE|EXPLAIN|DESCRIBE|DESC)\\b.*");
  private static final Pattern WRITES_A_FILE =
      Pattern.compile("(?i)\\bINTO\\s{1,20}(OUTFILE|DUMPFILE)\\b");

  private SqlStatement() {}

  /** Refuses what does not begin like a statement that reads. */
  static void requireReading(String query) {
    if (!READS.matcher(query).matches() || WRITES_A_FILE.matcher(query).find()) {
      throw new InvalidSetting(
          "query",
          "must be one statement that reads: SELECT, SHOW, WITH, VALUES, TABLE, EXPLAIN or"
              + " DESCRIBE, and no INTO OUTFILE");
    }
  }
}
