/**
 * Who is told: the name of a route in a checklist becomes channels. Pure; what is configured is
 * checked once, at start.
 */
package io.vigie.alert.route;
