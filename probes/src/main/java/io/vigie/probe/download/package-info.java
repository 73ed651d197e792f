/**
 * What there is to know of a file that a target sends: its size, hash and type, the entries of an
 * archive, the columns and rows of a table. It is learned while the file goes by, so a large one
 * takes no memory.
 */
package io.vigie.probe.download;
