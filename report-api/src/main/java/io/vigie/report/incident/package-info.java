/**
 * What is told of one incident: its timeline, how long things took, the words for a post-mortem;
 * and what a silence would mute. Pure: what was kept goes in, what is shown comes out.
 */
package io.vigie.report.incident;
