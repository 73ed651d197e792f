/**
 * The kind {@code database}: logs in to PostgreSQL, MySQL, MariaDB, SQL Server or MongoDB, measures
 * {@code SELECT 1}, and asks one question that can write nothing. Passed means that the login was
 * accepted, or refused where it must be.
 *
 * <p>Read in this order: {@link io.vigie.probe.database.DatabaseSettings}, {@code DatabaseTalk},
 * {@code Session}, then {@code Postgres}, {@code MySql}, {@code SqlServer} or {@code Mongo}.
 *
 * <p>The protocols are spoken here and not by a driver: see ADR 0007. It deliberately has no raw
 * URL and no driver's property, so that nothing but what the settings name reaches a server.
 */
package io.vigie.probe.database;
