/**
 * The words the services share: what is sent between them, and nothing else. Records only, no
 * framework and no I/O; a package for each word of the flow, in its order: check, job, result,
 * state, alert; and {@code wire}, which says how they travel.
 */
package io.vigie.contract;
