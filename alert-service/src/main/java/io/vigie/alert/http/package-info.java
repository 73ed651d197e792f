/**
 * The edge to those who ask over HTTP, below {@code /api/v1/alerting}: which way an incident takes,
 * how channels stand, how far messages got, and a test message. Answers are bounded; errors are
 * problems as RFC 9457 has them.
 */
package io.vigie.alert.http;
