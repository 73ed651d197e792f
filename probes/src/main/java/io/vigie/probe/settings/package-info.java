/**
 * Settings are records, and this package reads them: from a checklist, where every value has a line
 * and a column, and from a job. One reader for both, so that a rule about a setting is written
 * once. All problems are reported at once, each in the shape <em>where: what is required, what was
 * found</em>.
 */
package io.vigie.probe.settings;
