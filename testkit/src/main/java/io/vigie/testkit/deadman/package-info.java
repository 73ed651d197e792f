/** The outside of Vigie: who raises the alarm when nothing is heard of it any more. */
package io.vigie.testkit.deadman;
