/**
 * Messages in: one batch consumer for each topic, which decodes, puts aside what cannot be read and
 * hands the rest to the recorder. Trouble with the database is waited out, never passed on as a
 * failure of the message: offsets are committed once the batch is kept.
 */
package io.vigie.report.kafka;
