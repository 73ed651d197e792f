/**
 * PagerDuty through its Events API version 2. The incident's id is the {@code dedup_key}: a trigger
 * that is sent again calls nobody twice, and a resolve closes what its trigger opened.
 */
package io.vigie.alert.notify.pagerduty;
