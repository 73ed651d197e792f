/**
 * An IMAP server of a few lines, with one account and mailboxes of messages that are nothing but
 * the times at which they came. Commands arrive, answers of IMAP4rev1 leave; mails are never read.
 */
package io.vigie.testkit.imap;
