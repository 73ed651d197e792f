/**
 * The packaged service in processes of its own, between a broker that can be killed, a database
 * that can be stopped at once, and a channel that notes what it got and when. It runs after
 * packaging.
 */
package io.vigie.alert.processes;
