/**
 * A story as an alert of Prometheus: labels that name it, annotations that tell it. For the
 * channels that speak this model; labels never hold a value or a time, because they are what an
 * alert is known by.
 */
package io.vigie.alert.notify.prometheus;
