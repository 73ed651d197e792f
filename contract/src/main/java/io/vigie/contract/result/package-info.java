/**
 * What was seen, once: the outcome of one run with its proof. The proof is bounded and redacted
 * before it gets here.
 */
package io.vigie.contract.result;
