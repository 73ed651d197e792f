package io.vigie.embedded;

import io.vigie.embedded.Servers.Places;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.UUID;

/**
 * A broker and a database for tests, started once per JVM, on free ports, stopped when the JVM
 * ends.
 *
 * <p>By default both are the embedded ones. Where the environment variable {@code
 * VIGIE_TEST_INFRASTRUCTURE} is {@code containers}, they run on a Docker engine instead; that needs
 * Testcontainers on the class path of the tests.
 *
 * <p>Tests share the broker: each uses topics and groups of its own or expects strangers' messages.
 * They do not share tables: {@link #freshDatabase()} makes an empty database.
 */
public final class Infrastructure {

  /** The environment variable that chooses where the two run. */
  public static final String SWITCH = "VIGIE_TEST_INFRASTRUCTURE";

  private static final String PROPERTY = "vigie.test.infrastructure.";

  private final String kafkaBootstrap;
  private final String jdbcUrl;
  private final String username;
  private final String password;

  Infrastructure(String kafkaBootstrap, String jdbcUrl, String username, String password) {
    this.kafkaBootstrap = kafkaBootstrap;
    this.jdbcUrl = jdbcUrl;
    this.username = username;
    this.password = password;
  }

  /** The one of this JVM, started by the first who asks. */
  public static Infrastructure shared() {
    // Quarkus loads test classes more than once, each time with statics of their own, so what the
    // whole JVM shares is kept in its properties and guarded by their monitor.
    var properties = System.getProperties();
    synchronized (properties) {
      if (properties.getProperty(PROPERTY + "kafka") == null) {
        remember(start());
      }
      return new Infrastructure(
          properties.getProperty(PROPERTY + "kafka"),
          properties.getProperty(PROPERTY + "jdbc-url"),
          properties.getProperty(PROPERTY + "username"),
          properties.getProperty(PROPERTY + "password"));
    }
  }

  private static void remember(Infrastructure started) {
    System.setProperty(PROPERTY + "kafka", started.kafkaBootstrap);
    System.setProperty(PROPERTY + "jdbc-url", started.jdbcUrl);
    System.setProperty(PROPERTY + "username", started.username);
    System.setProperty(PROPERTY + "password", started.password);
  }

  private static Infrastructure start() {
    return "containers".equals(System.getenv(SWITCH)) ? Containers.start() : startEmbedded();
  }

  private static Infrastructure startEmbedded() {
    try {
      var folder = Files.createTempDirectory("vigie-test-");
      // Unpacking takes a second: one copy serves every test run of this user.
      var programs = Path.of("target", "embedded-programs");
      var places = new Places(folder.resolve("kafka"), 0, folder.resolve("postgres"), 0, programs);
      var servers = Servers.start(places);
      stopWithTheJvm(folder, servers);
      var database = servers.database();
      return new Infrastructure(
          servers.broker().bootstrapServers(),
          database.jdbcUrl(),
          database.username(),
          database.password());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void stopWithTheJvm(Path folder, Servers servers) {
    Runnable stop =
        () -> {
          servers.close();
          try {
            Folders.delete(folder);
          } catch (IOException leftForTheSystemToClean) {
            return;
          }
        };
    Runtime.getRuntime().addShutdownHook(new Thread(stop, "test-infrastructure-stop"));
  }

  public String kafkaBootstrap() {
    return kafkaBootstrap;
  }

  /** The database that exists from the start; tests with tables use {@link #freshDatabase()}. */
  public String jdbcUrl() {
    return jdbcUrl;
  }

  public String username() {
    return username;
  }

  public String password() {
    return password;
  }

  /**
   * Makes an empty database and answers its JDBC address. Needs the PostgreSQL driver on the class
   * path of the tests.
   */
  public String freshDatabase() {
    var name = "test_" + UUID.randomUUID().toString().replace("-", "");
    try (var connection = connect();
        var statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    } catch (SQLException e) {
      throw new InfrastructureException("PostgreSQL: could not create a database for a test", e);
    }
    return jdbcUrl.substring(0, jdbcUrl.lastIndexOf('/') + 1) + name;
  }

  private Connection connect() throws SQLException {
    var login = new Properties();
    login.put("user", username);
    login.put("password", password);
    for (var driver : ServiceLoader.load(Driver.class, Infrastructure.class.getClassLoader())) {
      if (driver.acceptsURL(jdbcUrl)) {
        return driver.connect(jdbcUrl, login);
      }
    }
    throw new SQLException("no driver on the class path accepts " + jdbcUrl);
  }
}
