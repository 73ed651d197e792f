/**
 * The kind {@code imap}: greeting, STARTTLS, capabilities, login, and a look into one mailbox.
 * Passed means that the mailbox was opened, or without an account, that the server speaks
 * IMAP4rev1.
 *
 * <p>Read in this order: {@link io.vigie.probe.imap.ImapSettings}, {@code ImapTalk}, {@code
 * ImapWire}, {@code ImapLine}, {@code ImapLogin}, {@code Mailbox}.
 *
 * <p>The mailbox is opened with EXAMINE, so that nothing in it is marked or changed. It
 * deliberately reads no message, and searches for none; {@link io.vigie.probe.imap.OpenMailbox}
 * does, for the kind {@code mail-roundtrip}.
 */
package io.vigie.probe.imap;
