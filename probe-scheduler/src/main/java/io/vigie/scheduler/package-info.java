/** Checklist to job. */
package io.vigie.scheduler;
