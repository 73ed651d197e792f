/** What the scheduler costs: the programs that {@code benchmarks/scheduler.sh} starts. */
package io.vigie.scheduler.benchmark;
