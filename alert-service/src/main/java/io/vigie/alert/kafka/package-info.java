/**
 * The edge to the topics. In: {@code vigie.checks} and {@code vigie.results}, in batches whose
 * offsets are committed after the database has them. Out: {@code vigie.states} and {@code
 * vigie.incidents}, from what the database says is not published yet.
 *
 * <p>Trouble with the database is waited out here; a message that cannot be read goes to the
 * dead-letter topic and holds up nobody.
 */
package io.vigie.alert.kafka;
