package io.vigie.probe.database;

import io.vigie.probe.settings.InvalidSetting;
import java.util.Locale;
import java.util.Set;

/**
 * A statement for SQL Server, which knows no transaction that only reads, and takes several
 * statements without anything between them. So one is taken only where it begins with SELECT or
 * WITH and has none of the reserved words with which another could begin, or with which a SELECT
 * does more than read.
 */
final class TransactSql {

  private static final Set<String> FIRST = Set.of("SELECT", "WITH");

  private static final Set<String> REFUSED =
      Set.of(
          "ALTER",
          "BACKUP",
          "BEGIN",
          "BREAK",
          "BULK",
          "CHECKPOINT",
          "CLOSE",
          "COMMIT",
          "CONTINUE",
          "CREATE",
          "DBCC",
          "DEALLOCATE",
          "DECLARE",
          "DELETE",
          "DENY",
          "DROP",
          "DUMP",
          "EXEC",
          "EXECUTE",
          "EXIT",
          "GOTO",
          "GRANT",
          "IF",
          "INSERT",
          "INTO",
          "KILL",
          "LOAD",
          "MERGE",
          "OPEN",
          "OPENDATASOURCE",
          "OPENQUERY",
          "OPENROWSET",
          "PRINT",
          "RAISERROR",
          "READTEXT",
          "RECONFIGURE",
          "RESTORE",
          "RETURN",
          "REVERT",
          "REVOKE",
          "ROLLBACK",
          "SAVE",
          "SET",
          "SETUSER",
          "SHUTDOWN",
          "TRUNCATE",
          "UPDATE",
          "UPDATETEXT",
          "USE",
          "WAITFOR",
          "WHILE",
          "WRITETEXT");

  private static final String ENDS_OF_LINES = "\n\r\u000b\f\u0085\u2028\u2029";

  private final String text;
  private int at;
  private boolean first = true;

  private TransactSql(String text) {
    this.text = text;
  }

  /** Refuses what does not read, or is more than one statement. */
  static void requireReading(String query) {
    new TransactSql(query).run();
  }

  private void run() {
    while (at < text.length()) {
      char next = text.charAt(at);
      switch (next) {
        case '\'' -> skipTo('\'');
        case '"' -> skipTo('"');
        case '[' -> skipTo(']');
        case ';' -> requireEnd();
        default -> other(next);
      }
    }
    if (first) {
      throw refused("has no word");
    }
  }

  private void other(char next) {
    if (text.startsWith("--", at)) {
      while (at < text.length() && ENDS_OF_LINES.indexOf(text.charAt(at)) < 0) {
        at++;
      }
    } else if (text.startsWith("/*", at)) {
      skipComment();
    } else if (isOfWord(next)) {
      word();
    } else {
      at++;
    }
  }

  /** Behind what is quoted; the quote itself stands twice within. */
  private void skipTo(char quote) {
    requireBegun();
    at++;
    while (at < text.length()
        && (text.charAt(at) != quote || text.startsWith(quote + "", at + 1))) {
      at += text.charAt(at) == quote ? 2 : 1;
    }
    at++;
  }

  /** Comments may hold comments. */
  private void skipComment() {
    int depth = 0;
    do {
      if (text.startsWith("/*", at)) {
        depth++;
        at += 2;
      } else if (text.startsWith("*/", at)) {
        depth--;
        at += 2;
      } else {
        at++;
      }
    } while (depth > 0 && at < text.length());
  }

  private static boolean isOfWord(char next) {
    return Character.isLetterOrDigit(next) || "_@#$".indexOf(next) >= 0;
  }

  private void word() {
    int from = at;
    while (at < text.length() && isOfWord(text.charAt(at))) {
      at++;
    }
    String word = text.substring(from, at).toUpperCase(Locale.ROOT);
    if (first && !FIRST.contains(word)) {
      throw refused("begins with " + shown(word));
    } else if (REFUSED.contains(word)) {
      throw refused("has " + word);
    }
    first = false;
  }

  private void requireBegun() {
    if (first) {
      throw refused("begins with something quoted");
    }
  }

  private void requireEnd() {
    if (!text.substring(at + 1).isBlank()) {
      throw refused("goes on after a semicolon");
    }
    at++;
  }

  private static String shown(String word) {
    return word.length() <= 20 ? word : word.substring(0, 20) + "…";
  }

  private static InvalidSetting refused(String found) {
    return new InvalidSetting(
        "query",
        "must be one statement of SQL Server that reads: SELECT, or WITH before it, and none of"
            + " the words that write or begin another; "
            + found);
  }
}
