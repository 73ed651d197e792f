/** Targets that misbehave, fakes, clocks and contract suites: for tests, and for the demo. */
package io.vigie.testkit;
