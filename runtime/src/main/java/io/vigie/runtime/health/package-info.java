/**
 * Whether a process is of use: ready while it reaches its broker, alive while its consumers get on.
 * A consumer that runs but does not advance although there is work is not alive.
 */
package io.vigie.runtime.health;
