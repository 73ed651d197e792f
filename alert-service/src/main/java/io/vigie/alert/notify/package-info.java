/**
 * From a message that is owed to a message that is told. Postings arrive from the outbox, attempts
 * at channels leave, and what became of them goes back to the outbox. One lane for each channel;
 * each kind of channel is a folder below this one that implements {@link
 * io.vigie.alert.notify.Notifier} and passes its contract suite.
 *
 * <p>The rules that live here: what is tried again and when, what is given up, and that an opening
 * is told before its resolution.
 */
package io.vigie.alert.notify;
