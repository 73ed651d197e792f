/**
 * Job to probe to result. Jobs arrive ahead of their due time ({@code runner.kafka}), are run on it
 * under one deadline ({@code runner.run}) against addresses that the egress policy allows ({@code
 * runner.guard}), with secrets that never leave this process ({@code runner.secret}). This package
 * holds the Quarkus service: its settings, its metrics, its life.
 */
package io.vigie.runner;
