package io.vigie.report.postgres;

import io.vigie.embedded.Infrastructure;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/** Databases for tests: a real PostgreSQL, migrated once, emptied for each test. */
final class FreshDatabase {

  private FreshDatabase() {}

  /** The database of this JVM's store tests, with empty tables. */
  static Database migrated() {
    Database database = Migrated.DATABASE;
    database.inTransaction(
        connection ->
            Database.update(
                connection,
                """
                truncate report.item, report.state, report.result, report.pulse,
                  report.incident, report.notification, report.checklist,
                  report.heartbeat_run, report.state_history, report.silence
                """));
    return database;
  }

  /** An empty database without any table. */
  static PGSimpleDataSource bare() {
    Infrastructure infrastructure = Infrastructure.shared();
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(infrastructure.freshDatabase());
    source.setUser(infrastructure.username());
    source.setPassword(infrastructure.password());
    return source;
  }

  /** Brings a database to a version, or to the newest. */
  static Database migrate(PGSimpleDataSource source, String version) {
    Flyway.configure()
        .dataSource(source)
        .locations("db/report")
        .schemas("report")
        .defaultSchema("report")
        .target(version)
        .load()
        .migrate();
    return new Database(source);
  }

  private static Database migrate() {
    return migrate(bare(), "latest");
  }

  /** Nobody listens on this port. */
  static Database absent() {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl("jdbc:postgresql://127.0.0.1:1/none");
    return new Database(source);
  }

  /** Made when first asked for. */
  private static final class Migrated {
    private static final Database DATABASE = migrate();
  }
}
