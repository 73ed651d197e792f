/**
 * Checklist to job. {@code checklist} reads what authors wrote, {@code plan} says when it is due,
 * {@code dispatch} decides what is published and sent, {@code kafka} carries it. This package puts
 * them together.
 */
package io.vigie.scheduler;
