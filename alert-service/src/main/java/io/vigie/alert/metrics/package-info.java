/** The numbers that alert-service shows of itself; every name is in one class. */
package io.vigie.alert.metrics;
