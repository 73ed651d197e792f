/** Incidents, and the messages sent about them. */
package io.vigie.contract.alert;
