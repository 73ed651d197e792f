/** What every probe kind shares; a kind is one folder below. */
package io.vigie.probe;
