package io.vigie.embedded;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What the tests say to a database. */
final class Queries {

  private Queries() {}

  static void write(EmbeddedPostgres database, String word) throws SQLException {
    ask(database, "CREATE TABLE IF NOT EXISTS word (word text)");
    ask(database, "INSERT INTO word VALUES ('" + word + "')");
  }

  static List<String> words(EmbeddedPostgres database) throws SQLException {
    return ask(database, "SELECT word FROM word ORDER BY word");
  }

  static List<String> ask(EmbeddedPostgres database, String sql) throws SQLException {
    return ask(database.jdbcUrl(), database.username(), database.password(), sql);
  }

  static List<String> ask(String url, String username, String password, String sql)
      throws SQLException {
    var answers = new ArrayList<String>();
    try (var connection = DriverManager.getConnection(url, username, password);
        var statement = connection.createStatement()) {
      if (statement.execute(sql)) {
        var rows = statement.getResultSet();
        while (rows.next()) {
          answers.add(rows.getString(1));
        }
      }
    }
    return answers;
  }
}
