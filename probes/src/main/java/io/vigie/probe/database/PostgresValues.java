package io.vigie.probe.database;

/** The types of PostgreSQL that are more than text, by their object identifiers. */
final class PostgresValues {

  private PostgresValues() {}

  static Object of(int type, String text) {
    return switch (type) {
      case 16 -> text.equals("t");
      case 20, 21, 23, 26, 28, 1700 -> Values.number(text);
      case 700, 701 -> Values.real(text);
      case 1082 -> Values.date(text);
      case 1114, 1184 -> Values.timestamp(text);
      default -> text;
    };
  }
}
