/**
 * A stand-in for a mail server that keeps what it is given and misbehaves on request: SMTP with
 * STARTTLS and AUTH over real sockets, with a certificate made at start.
 */
package io.vigie.testkit.mail;
