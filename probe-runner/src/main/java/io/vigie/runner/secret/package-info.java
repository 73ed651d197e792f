/**
 * Secrets. A checklist holds references; their values are looked up here, at the last moment, from
 * the environment or from files, and are taken out again of everything that leaves the runner.
 */
package io.vigie.runner.secret;
