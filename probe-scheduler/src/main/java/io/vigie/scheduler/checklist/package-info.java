/**
 * A checklist file becomes checks, or all that is wrong with it. Arrives: YAML ({@link
 * io.vigie.scheduler.checklist.YamlNodes}, with limits). Leaves: {@link
 * io.vigie.scheduler.checklist.Reading}, with file, line and column of every problem of every file.
 * What an item may say is a table of records ({@link io.vigie.scheduler.checklist.ItemForm} and its
 * neighbours); what a kind may say is the kind's own.
 */
package io.vigie.scheduler.checklist;
