/**
 * The rules by which items become an answer: is the state still believable, is the system ready,
 * how mature is each category, what is the shortest way to GO. Pure: items and an instant go in, a
 * record that explains itself comes out. A rule that changes gets a new {@link
 * io.vigie.report.verdict.VerdictRule#VERSION}.
 */
package io.vigie.report.verdict;
