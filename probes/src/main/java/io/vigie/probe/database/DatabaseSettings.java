package io.vigie.probe.database;

import io.vigie.probe.line.Endpoint;
import io.vigie.probe.line.LineTls;
import io.vigie.probe.line.LoginRule;
import io.vigie.probe.settings.InvalidSetting;
import io.vigie.probe.settings.Limit;
import io.vigie.probe.settings.Setting;
import java.time.Duration;
import java.util.Optional;

/**
 * What a checklist says of a database check. The password may hold {@code ${secret:NAME}}; a
 * secret's value is never in here.
 */
public record DatabaseSettings(
    @Setting("What kind of database it is.") Product product,
    @Setting("Where it runs, a name or an address.") @Limit(pattern = Endpoint.HOST) String host,
    @Setting(
            value = "Its port.",
            byDefault =
                "5432 for postgresql, 3306 for mysql and mariadb, 1433 for sqlserver, 27017 for"
                    + " mongodb")
        @Limit(least = 1, most = 65535)
        Optional<Integer> port,
    @Setting(value = "The database.", byDefault = "that of the user's name, or none")
        Optional<String> database,
    @Setting("Who logs in.") String user,
    @Setting("The password, best a reference to a secret.") Optional<String> password,
    @Setting(
            value = "What must become of the login; refused looks at nothing else.",
            byDefault = "accepted")
        LoginRule login,
    @Setting(
            "One statement that reads: SELECT, SHOW, WITH, VALUES, TABLE, EXPLAIN or DESCRIBE; with"
                + " sqlserver SELECT or WITH, with mongodb a command in JSON, such as {\"count\":"
                + " \"sale\"}.")
        Optional<String> query,
    @Setting(value = "How many rows are read of what it answers.", byDefault = "100")
        @Limit(least = 1, most = DatabaseSettings.MOST_ROWS)
        int maxRows,
    @Setting(value = "How long the server may work on a statement.", byDefault = "5s")
        Duration statementTimeout,
    @Setting(value = "How often SELECT 1 is measured.", byDefault = "5")
        @Limit(least = 1, most = DatabaseSettings.MOST_PINGS)
        int pings,
    @Setting(value = "Whether TLS must be spoken, and how it is judged.", byDefault = "{}")
        LineTls tls) {

  static final int MOST_ROWS = 1000;
  static final int MOST_PINGS = 50;

  private static final int LONGEST_QUERY = 8 * 1024;
  private static final int LONGEST_NAME = 128;

  public DatabaseSettings {
    Endpoint.requireHost("host", host);
    port.ifPresent(Endpoint::requirePort);
    requireName("user", user);
    database.ifPresent(name -> requireName("database", name));
    query.ifPresent(statement -> requireReading(product, statement));
    requireBetween("maxRows", maxRows, MOST_ROWS);
    requireBetween("pings", pings, MOST_PINGS);
    if (statementTimeout.compareTo(Duration.ofMillis(1)) < 0
        || statementTimeout.compareTo(Duration.ofMinutes(1)) > 0) {
      throw new InvalidSetting("statementTimeout", "must be 1ms to 1m");
    }
    if (login == LoginRule.REFUSED && query.isPresent()) {
      throw new InvalidSetting("query", "must be absent where the login must be refused");
    }
  }

  int usedPort() {
    return port.orElse(product.port());
  }

  private static void requireName(String component, String name) {
    boolean printable = name.chars().allMatch(c -> c >= ' ' && c != 0x7f);
    if (name.isBlank() || name.length() > LONGEST_NAME || !printable) {
      throw new InvalidSetting(
          component, "must be 1 to " + LONGEST_NAME + " characters without control characters");
    }
  }

  private static void requireReading(Product product, String query) {
    if (query.length() > LONGEST_QUERY || query.indexOf('\0') >= 0) {
      throw new InvalidSetting("query", "must be at most " + LONGEST_QUERY + " characters of text");
    }
    product.requireReading(query);
  }

  private static void requireBetween(String component, int number, int most) {
    if (number < 1 || number > most) {
      throw new InvalidSetting(component, "must be 1 to " + most + ", was " + number);
    }
  }
}
