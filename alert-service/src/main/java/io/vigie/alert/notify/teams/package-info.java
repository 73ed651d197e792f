/**
 * Microsoft Teams through the webhook of a workflow. An Adaptive Card of version 1.4 within the 28
 * KB that Teams takes; what came from a target stands in runs of text, which Teams does not parse.
 */
package io.vigie.alert.notify.teams;
