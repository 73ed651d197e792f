/**
 * What is remembered of items, results, states and incidents, and the ports by which it is written
 * and read. The rule that lives here: a message that is late, repeated or out of order never
 * replaces a newer one.
 */
package io.vigie.report.record;
