/**
 * Any receiver that understands the webhooks of Alertmanager: their payload, version 4, one alert
 * in each. Signed after Standard Webhooks, so that a receiver can tell who sent it and when, and
 * knows a message that comes again by its id.
 */
package io.vigie.alert.notify.webhook;
