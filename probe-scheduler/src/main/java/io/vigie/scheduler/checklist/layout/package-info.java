/**
 * Keeps checklists uniform. Arrives: the text of a file. Leaves: the same file, with the same
 * meaning and the same comments, in uniform indentation, quotes and order of keys; or the reason
 * why it is better left alone. Works on lines, not by writing the file anew, so that whatever it
 * does not understand stays as it is.
 */
package io.vigie.scheduler.checklist.layout;
