/**
 * Shows the last run of each check on this runner's metrics page, in the words of
 * blackbox_exporter: measured gauges in, series out. What this runner could not see it does not
 * show, and what it has not seen for a while it forgets.
 */
package io.vigie.runner.exposition;
