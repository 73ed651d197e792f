/**
 * What is done about an incident that goes on: nobody acknowledges it, so it is escalated; it is
 * still open, so people are reminded; it is not urgent, so it is told once a day with others. What
 * is to be done follows from what is kept and from the time (pure); nothing waits in memory, so
 * that a restart forgets nothing and several processes double nothing.
 */
package io.vigie.alert.followup;
