/** Messages as the other services would send them, for tests and for looking at the pages. */
package io.vigie.report.sample;
