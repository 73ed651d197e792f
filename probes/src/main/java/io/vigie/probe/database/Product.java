package io.vigie.probe.database;

import io.vigie.probe.line.Conversation;
import java.util.Set;

/** What kind of database it is, and so what is spoken with it. */
public enum Product {
  POSTGRESQL(5432) {
    @Override
    Session session(DatabaseSettings settings, Conversation wire) {
      return new Postgres(settings, wire);
    }

    @Override
    String code(Refusal refusal) {
      return Postgres.code(refusal);
    }

    // Class 28, whatever is invalid about the authorization.
    @Override
    boolean isAboutLogin(Refusal refusal) {
      return refusal.state().startsWith("28");
    }

    @Override
    String wrongPassword() {
      return "error.code == \"28P01\"";
    }
  },

  MYSQL(3306) {
    @Override
    Session session(DatabaseSettings settings, Conversation wire) {
      return new MySql(settings, wire);
    }

    @Override
    String code(Refusal refusal) {
      return MySql.code(refusal);
    }

    // Also a host that is not let in, an account that is locked, and TLS that is required.
    @Override
    boolean isAboutLogin(Refusal refusal) {
      return refusal.state().startsWith("28") || ABOUT_LOGIN.contains(refusal.number());
    }

    @Override
    String wrongPassword() {
      return "error.number == 1045";
    }
  },

  MARIADB(3306) {
    @Override
    Session session(DatabaseSettings settings, Conversation wire) {
      return MYSQL.session(settings, wire);
    }

    @Override
    String code(Refusal refusal) {
      return MYSQL.code(refusal);
    }

    @Override
    boolean isAboutLogin(Refusal refusal) {
      return MYSQL.isAboutLogin(refusal);
    }

    @Override
    String wrongPassword() {
      return MYSQL.wrongPassword();
    }
  },

  MONGODB(27017) {
    @Override
    Session session(DatabaseSettings settings, Conversation wire) {
      return new Mongo(settings, wire);
    }

    @Override
    String code(Refusal refusal) {
      return Mongo.code(refusal);
    }

    @Override
    boolean isAboutLogin(Refusal refusal) {
      return Mongo.isAboutLogin(refusal);
    }

    @Override
    String wrongPassword() {
      return Mongo.wrongPassword();
    }

    @Override
    void requireReading(String query) {
      MongoCommand.requireReading(query);
    }
  },

  SQLSERVER(1433) {
    @Override
    Session session(DatabaseSettings settings, Conversation wire) {
      return new SqlServer(settings, wire);
    }

    @Override
    String code(Refusal refusal) {
      return SqlServer.code(refusal);
    }

    @Override
    boolean isAboutLogin(Refusal refusal) {
      return SqlServer.isAboutLogin(refusal);
    }

    @Override
    String wrongPassword() {
      return SqlServer.wrongPassword();
    }

    @Override
    void requireReading(String query) {
      TransactSql.requireReading(query);
    }
  };

  private static final Set<Integer> ABOUT_LOGIN =
      Set.of(1044, 1045, 1130, 1698, 1820, 1862, 3118, 3159, 4151);

  private final int port;

  Product(int port) {
    this.port = port;
  }

  int port() {
    return port;
  }

  /** Refuses a query that might write; a server holds back what is not seen here. */
  void requireReading(String query) {
    SqlStatement.requireReading(query);
  }

  abstract Session session(DatabaseSettings settings, Conversation wire);

  /** The failure that a refused query is. */
  abstract String code(Refusal refusal);

  /** Whether the server let nobody in because of who asked, and not because it is unwell. */
  abstract boolean isAboutLogin(Refusal refusal);

  /** The expectation that a login was refused for its password. */
  abstract String wrongPassword();
}
