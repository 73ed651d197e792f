package io.vigie.probe.database;

import io.vigie.probe.line.Conversation;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/** What kind of database it is, and so what is spoken with it. */
public enum Product {
  POSTGRESQL(5432),
  MYSQL(3306),
  MARIADB(3306),
  MONGODB(27017),
  SQLSERVER(1433);

  /**
   * What is known of a protocol.
   *
   * @param code the failure that a refused query is
   * @param aboutLogin whether nobody was let in because of who asked
   * @param wrongPassword the expectation that a login was refused for its password
   * @param requireReading refuses a query that might write
   */
  private record Protocol(
      BiFunction<DatabaseSettings, Conversation, Session> session,
      Function<Refusal, String> code,
      Predicate<Refusal> aboutLogin,
      String wrongPassword,
      Consumer<String> requireReading) {

    /** Also a host that is not let in, an account that is locked, and TLS that is required. */
    private static final Set<Integer> ABOUT_LOGIN_OF_MYSQL =
        Set.of(1044, 1045, 1130, 1698, 1820, 1862, 3118, 3159, 4151);

    static final Protocol POSTGRESQL =
        new Protocol(
            Postgres::new,
            Postgres::code,
            Protocol::isInvalidAuthorization,
            "error.code == \"28P01\"",
            SqlStatement::requireReading);

    static final Protocol MYSQL =
        new Protocol(
            MySql::new,
            MySql::code,
            refusal ->
                isInvalidAuthorization(refusal) || ABOUT_LOGIN_OF_MYSQL.contains(refusal.number()),
            "error.number == 1045",
            SqlStatement::requireReading);

    static final Protocol MONGODB =
        new Protocol(
            Mongo::new,
            Mongo::code,
            Mongo::isAboutLogin,
            Mongo.wrongPassword(),
            MongoCommand::requireReading);

    static final Protocol SQLSERVER =
        new Protocol(
            SqlServer::new,
            SqlServer::code,
            SqlServer::isAboutLogin,
            SqlServer.wrongPassword(),
            TransactSql::requireReading);

    /** Class 28 of SQLSTATE. */
    private static boolean isInvalidAuthorization(Refusal refusal) {
      return refusal.state().startsWith("28");
    }
  }

  private final int port;

  Product(int port) {
    this.port = port;
  }

  private Protocol protocol() {
    return switch (this) {
      case POSTGRESQL -> Protocol.POSTGRESQL;
      case MYSQL, MARIADB -> Protocol.MYSQL;
      case MONGODB -> Protocol.MONGODB;
      case SQLSERVER -> Protocol.SQLSERVER;
    };
  }

  int port() {
    return port;
  }

  /** Refuses a query that might write; a server holds back what is not seen here. */
  void requireReading(String query) {
    protocol().requireReading().accept(query);
  }

  Session session(DatabaseSettings settings, Conversation wire) {
    return protocol().session().apply(settings, wire);
  }

  /** The failure that a refused query is. */
  String code(Refusal refusal) {
    return protocol().code().apply(refusal);
  }

  /** Whether the server let nobody in because of who asked, and not because it is unwell. */
  boolean isAboutLogin(Refusal refusal) {
    return protocol().aboutLogin().test(refusal);
  }

  /** The expectation that a login was refused for its password. */
  String wrongPassword() {
    return protocol().wrongPassword();
  }
}
