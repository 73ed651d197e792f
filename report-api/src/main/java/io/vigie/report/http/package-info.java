/**
 * REST under {@code /api/v1}: JSON out, nothing in but paths and bounded parameters, errors as RFC
 * 9457 problems, and a live stream of what changed. The views here are the public form; the records
 * of the wire may change without them.
 */
package io.vigie.report.http;
