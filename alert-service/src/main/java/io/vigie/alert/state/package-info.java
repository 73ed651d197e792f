/**
 * What is believed of an item. Results, silence and changes of the checklist arrive as {@link
 * io.vigie.alert.state.Event}s; the next {@link io.vigie.alert.state.State} and the {@link
 * io.vigie.alert.state.Effect}s leave. Pure: no clock, no randomness, no thread, no I/O, so that it
 * can be simulated.
 *
 * <p>The rules that live here: when a failure is confirmed, by whom, and held until when; when it
 * is over; when we are blind; what silence means; what several places or other items make of an
 * item; and that nothing late or repeated changes anything newer. In words:
 * docs/reference/states.md.
 */
package io.vigie.alert.state;
