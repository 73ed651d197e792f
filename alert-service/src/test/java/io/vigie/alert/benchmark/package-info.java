/**
 * How long it takes to tell, what results cost, and how long a start takes; {@code benchmarks/}.
 */
package io.vigie.alert.benchmark;
