/**
 * What is published and what is sent, without saying how. Two flows: {@link
 * io.vigie.scheduler.dispatch.ChecklistPublisher} makes the log of checks equal to the checklists
 * ({@link io.vigie.scheduler.dispatch.Shelf} keeps the last good version of each file); {@link
 * io.vigie.scheduler.dispatch.Dispatcher} turns the checks of the partitions that this process owns
 * into jobs. Ports: {@link io.vigie.scheduler.dispatch.CheckLog}, {@link
 * io.vigie.scheduler.dispatch.JobSink}.
 */
package io.vigie.scheduler.dispatch;
