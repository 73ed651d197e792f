/** Proofs that a runner harms nobody and that nobody harms it. */
package io.vigie.runner.hostile;
