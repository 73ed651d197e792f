/**
 * The record in PostgreSQL, schema {@code report}: batched writes that may be repeated, reads for
 * the pages, and word of every change through {@code LISTEN}/{@code NOTIFY}, so that a page is told
 * whichever replica wrote. See {@code docs/adr/} on who owns which data.
 */
package io.vigie.report.postgres;
