package io.vigie.probe.database;

import static dev.cel.common.types.SimpleType.BOOL;
import static dev.cel.common.types.SimpleType.DURATION;
import static dev.cel.common.types.SimpleType.DYN;
import static dev.cel.common.types.SimpleType.INT;
import static dev.cel.common.types.SimpleType.STRING;

import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import io.vigie.probe.expect.Vocabulary;
import io.vigie.probe.line.Words;
import io.vigie.probe.net.Glossary;

/** What an expectation may say of a database. */
final class DatabaseVocabulary {

  static final Vocabulary WORDS = Words.vocabulary(words(), DatabaseStages.ALL);

  private DatabaseVocabulary() {}

  private static Glossary words() {
    return new Glossary()
        .add("login.accepted", BOOL, "Whether the server let us in.")
        .add("error.code", STRING, "The SQLSTATE with which a login was refused, such as 28P01.")
        .add(
            "error.number",
            INT,
            "The number of that error in MySQL, MariaDB and SQL Server, such as 1045.")
        .add("error.message", STRING, "What the server said of it.")
        .add(
            "server.product",
            STRING,
            "What answered: postgresql, mysql, mariadb, sqlserver or mongodb.")
        .add("server.version", STRING, "Its version as it says it.")
        .add("server.versionNumber", INT, "Its version as a number: 160004 for PostgreSQL 16.4.")
        .add(
            "server.parameters",
            MapType.create(STRING, STRING),
            "What the server reports of the session, such as is_superuser.")
        .add("latency.least", DURATION, "The shortest SELECT 1, without the connection.")
        .add("latency.median", DURATION, "The middle one.")
        .add("latency.p95", DURATION, "The one that 95 of 100 are not longer than.")
        .add("columns", ListType.create(STRING), "The names of the columns of the query.")
        .add(
            "rows",
            ListType.create(MapType.create(STRING, DYN)),
            "The rows of the query, each by the names of its columns.")
        .add("rowCount", INT, "How many rows were read.")
        .add("truncated", BOOL, "Whether there was more than was read.")
        .add("value", DYN, "The first column of the first row.");
  }
}
