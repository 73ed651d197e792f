/**
 * Alertmanager, told as Prometheus tells it. Alertmanager expects to be told again and again, and
 * resolves what it no longer hears of; a message that is told once therefore says that it ends far
 * ahead, and its resolution says that it has ended.
 */
package io.vigie.alert.notify.alertmanager;
