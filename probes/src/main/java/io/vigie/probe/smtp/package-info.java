/**
 * The kind {@code smtp}: greeting, EHLO, STARTTLS, login, sender and recipient, and a mail, as far
 * as the settings go. Passed means that each of it was answered as it must be.
 *
 * <p>Read in this order: {@link io.vigie.probe.smtp.SmtpSettings}, {@code SmtpTalk}, {@code
 * SmtpLogin}, {@code SmtpReply}, {@code SmtpMail}.
 *
 * <p>Without a message nothing is sent: the envelope is taken back with RSET. It deliberately does
 * not look whether a mail arrives, and tries no second server of a domain.
 */
package io.vigie.probe.smtp;
