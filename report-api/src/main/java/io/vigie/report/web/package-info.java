/**
 * The pages, rendered on the server and complete without JavaScript; with it, a page that changed
 * fetches itself again and swaps its content. Nothing inline, everything from this jar, and
 * whatever came from a target or a checklist is escaped by the templates, without exception.
 */
package io.vigie.report.web;
