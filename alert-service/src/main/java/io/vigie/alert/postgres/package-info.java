/**
 * The ports of {@code incident} on PostgreSQL, schema {@code alert}. SQL is written for many rows
 * at a time: arrays are bound and unnested. Rows are locked in the order of their ids, so that two
 * batches wait for each other instead of blocking each other for good.
 *
 * <p>JSON is kept as {@code text}: PostgreSQL's own JSON types refuse the zero character that a
 * hostile target can put into a summary.
 */
package io.vigie.alert.postgres;
