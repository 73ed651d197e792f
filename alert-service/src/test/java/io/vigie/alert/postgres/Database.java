package io.vigie.alert.postgres;

import io.vigie.embedded.Infrastructure;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/** A real database with our schema in it and nothing else. */
public final class Database {

  private Database() {}

  public static DataSource fresh() {
    DataSource database = at(Infrastructure.shared().freshDatabase());
    Flyway.configure().dataSource(database).schemas("alert").locations("db/alert").load().migrate();
    return database;
  }

  /** An existing database; each connection is a new one. */
  public static DataSource at(String url) {
    Infrastructure infrastructure = Infrastructure.shared();
    PGSimpleDataSource database = new PGSimpleDataSource();
    database.setUrl(url);
    database.setUser(infrastructure.username());
    database.setPassword(infrastructure.password());
    return database;
  }
}
