/**
 * One order to look, once. It carries all that a runner needs, except secret values, so that
 * runners hold no state and know no checklist.
 */
package io.vigie.contract.job;
