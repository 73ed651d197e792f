/**
 * The demo: three small systems with faults to plant, a Slack and a mailbox to look into, and the
 * pages to do so. It exists only when {@code vigie.demo.enabled} is set; what it shows is the
 * ordinary Vigie doing its ordinary work.
 */
package io.vigie.standalone.demo;
