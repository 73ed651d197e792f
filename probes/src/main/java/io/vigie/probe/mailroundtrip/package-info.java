/**
 * The kind {@code mail-roundtrip}: has a mail sent, by SMTP or by an application, and waits for it
 * in a mailbox or at a sink. It finds out whether what is sent arrives, exactly once, in time, and
 * with which headers.
 *
 * <p>Read in this order: {@link io.vigie.probe.mailroundtrip.MailRoundtripSettings}, {@code
 * Roundtrip} (the way of one mail), {@code MailboxWatch} or {@link io.vigie.probe.sink.Listening}
 * (where it arrives), {@code ArrivedMail} (its headers), {@code AuthenticationResults}.
 *
 * <p>It speaks with mail servers by the talks of the kinds {@code smtp} and {@code imap}, with
 * their limits and their codes, each with where it happened before it.
 */
package io.vigie.probe.mailroundtrip;
