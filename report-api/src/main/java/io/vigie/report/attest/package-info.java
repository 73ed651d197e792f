/**
 * Who may sign an item, what a signature is and how long it holds. Pure: a definition, a request
 * and an instant go in; a result for {@code vigie.results}, or the reason of a refusal, comes out.
 */
package io.vigie.report.attest;
