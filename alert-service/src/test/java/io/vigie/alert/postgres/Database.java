package io.vigie.alert.postgres;

import io.vigie.embedded.Infrastructure;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/** A real database with our schema in it and nothing else. */
public final class Database {

  private Database() {}

  public static DataSource fresh() {
    Infrastructure infrastructure = Infrastructure.shared();
    PGSimpleDataSource database = new PGSimpleDataSource();
    database.setUrl(infrastructure.freshDatabase());
    database.setUser(infrastructure.username());
    database.setPassword(infrastructure.password());
    Flyway.configure().dataSource(database).schemas("alert").locations("db/alert").load().migrate();
    return database;
  }
}
