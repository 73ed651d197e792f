/**
 * The one place that asks for the time. Everybody else is given an {@link java.time.InstantSource}.
 */
package io.vigie.runtime.time;
