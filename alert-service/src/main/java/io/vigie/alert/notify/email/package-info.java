/**
 * Email over SMTP. STARTTLS is required unless TLS comes first; without it nothing is sent, and no
 * password ever travels in the clear. Text and HTML; one thread for each incident by {@code
 * Message-ID}, {@code In-Reply-To} and {@code References}; the same id when a mail is sent again,
 * so that servers can tell.
 *
 * <p>What came from a target is escaped in HTML and cannot end a header.
 */
package io.vigie.alert.notify.email;
