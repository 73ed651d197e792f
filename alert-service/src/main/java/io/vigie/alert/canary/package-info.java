/**
 * Who watches Vigie: an item whose target is known to be bad at times goes the way of all others,
 * from the scheduler to a channel of our own, and only what came round in time is said outside, to
 * a dead man's switch that raises the alarm when it hears nothing.
 */
package io.vigie.alert.canary;
