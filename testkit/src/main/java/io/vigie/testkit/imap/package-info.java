/**
 * An IMAP server of a few lines, with one account and mailboxes of messages that have come at some
 * time. Commands arrive, answers of IMAP4rev1 leave: mails are counted, searched for by UID and by
 * a word, their headers read, and they are deleted.
 */
package io.vigie.testkit.imap;
