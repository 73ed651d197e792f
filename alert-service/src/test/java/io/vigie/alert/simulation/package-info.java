/**
 * Histories of the whole service, made of chance and run in one thread: the real engine and the
 * real lanes between a log, a store and channels that are not. Whatever happens between any two
 * effects, the promises are judged afterwards by what the channels got. A seed replays its history:
 * {@code -Dvigie.seed=}.
 */
package io.vigie.alert.simulation;
