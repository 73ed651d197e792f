/**
 * Buttons in Slack: whether a request is Slack's and new, and what it asks for. Pure but for the
 * memory of what was seen; what follows is done by {@code http}.
 */
package io.vigie.report.slack;
