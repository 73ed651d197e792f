/** What {@code benchmarks/runner.sh} runs: a runner without Kafka against a target on loopback. */
package io.vigie.runner.benchmark;
