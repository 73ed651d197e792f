/**
 * Small stand-ins of checked systems, healthy or with a planted fault, to prove that a check can
 * pass <em>and</em> fail. A twin is a real server on a real port; each fault has a name and does
 * one thing wrong.
 */
package io.vigie.testkit.twin;
