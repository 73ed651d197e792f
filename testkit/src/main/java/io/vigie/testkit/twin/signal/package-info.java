/**
 * A stand-in of render-signal-server, an application that polls a mailbox and tells a webhook of
 * what came: request → {@link io.vigie.testkit.twin.signal.SignalSite} (pages, login, limiter, API)
 * and mail → {@link io.vigie.testkit.twin.signal.MailPoller} → webhook, with what it needs beside
 * it: mailbox, SMTP intake, Redis and the webhook of another. It behaves as the document asks,
 * until one of its {@link io.vigie.testkit.twin.signal.SignalFaults} is planted.
 */
package io.vigie.testkit.twin.signal;
