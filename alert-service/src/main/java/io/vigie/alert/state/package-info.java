/**
 * What is believed of an item. Results, silence and changes of the checklist arrive as {@link
 * io.vigie.alert.state.Event}s; the next {@link io.vigie.alert.state.State} and the {@link
 * io.vigie.alert.state.Effect}s leave. Pure: no clock, no randomness, no thread, no I/O, so that it
 * can be simulated.
 *
 * <p>The rules that live here: when a failure is confirmed, when it is over, when we are blind,
 * when silence counts, and that nothing late or repeated changes anything newer.
 */
package io.vigie.alert.state;
