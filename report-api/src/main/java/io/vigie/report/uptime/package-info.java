/**
 * How much of the time an item was passing. Pure: the states that it was in and the maintenance
 * that was planned go in, an account of every second of a window comes out. The rule is told to
 * users in {@code docs/reference/uptime.md}.
 */
package io.vigie.report.uptime;
