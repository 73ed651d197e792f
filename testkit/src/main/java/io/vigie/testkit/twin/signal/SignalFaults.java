package io.vigie.testkit.twin.signal;

import io.vigie.testkit.twin.Fault;
import java.util.List;

/** All that {@link RenderSignal} can do wrong. */
public final class SignalFaults {

  public static final String IMAP_REFUSES = "rss-imap-login-refused";
  public static final String HOOK_BROKEN = "rss-hook-500";
  public static final String HOOK_UNTRUSTED = "rss-hook-untrusted";
  public static final String CERTIFICATE_EXPIRING = "rss-certificate-expiring";
  public static final String CERTIFICATE_WRONG_HOST = "rss-certificate-wrong-host";
  public static final String COOKIE_NO_SAME_SITE = "rss-cookie-no-samesite";
  public static final String COOKIE_NOT_SECURE = "rss-cookie-not-secure";
  public static final String COOKIE_NOT_HTTP_ONLY = "rss-cookie-not-httponly";
  public static final String LOGIN_UNLIMITED = "rss-login-unlimited";
  public static final String GUNICORN_OPEN = "rss-gunicorn-open";
  public static final String REDIS_OPEN = "rss-redis-open";
  public static final String PING_LATE = "rss-ping-late";
  public static final String PING_TIMELESS = "rss-ping-no-timestamp";
  public static final String LOGOUT_IGNORED = "rss-logout-ignored";
  public static final String PAGE_LEAKS = "rss-page-leaks";
  public static final String PAGE_OPEN = "rss-page-open";
  public static final String CHECK_NOT_ACCEPTED = "rss-check-not-accepted";
  public static final String MAIL_LOST = "rss-mail-lost";
  public static final String WEBHOOK_TWICE = "rss-webhook-twice";
  public static final String LEGACY_DIFFERS = "rss-legacy-differs";
  public static final String WRONG_ZONE = "rss-wrong-zone";
  public static final String HOUR_25_ACCEPTED = "rss-25h00-accepted";
  public static final String PAYLOAD_SHORT = "rss-payload-short";

  static final List<Fault> ALL =
      List.of(
          new Fault(IMAP_REFUSES, "the mailbox refuses the login"),
          new Fault(HOOK_BROKEN, "the webhook of Make.com answers 500"),
          new Fault(HOOK_UNTRUSTED, "the webhook of Make.com shows a self-signed certificate"),
          new Fault(CERTIFICATE_EXPIRING, "the certificate expires in five days"),
          new Fault(CERTIFICATE_WRONG_HOST, "the certificate is made for another host"),
          new Fault(COOKIE_NO_SAME_SITE, "the session cookie has no SameSite"),
          new Fault(COOKIE_NOT_SECURE, "the session cookie is not Secure"),
          new Fault(COOKIE_NOT_HTTP_ONLY, "the session cookie is not HttpOnly"),
          new Fault(LOGIN_UNLIMITED, "bad logins may be tried for ever"),
          new Fault(GUNICORN_OPEN, "the inner port of Gunicorn is open to all"),
          new Fault(REDIS_OPEN, "Redis answers without a password"),
          new Fault(PING_LATE, "the clock of /api/ping is an hour late"),
          new Fault(PING_TIMELESS, "/api/ping has lost its timestamp_utc"),
          new Fault(LOGOUT_IGNORED, "logging out leaves the session as it is"),
          new Fault(PAGE_LEAKS, "/ redirects to the login, but sends the page along"),
          new Fault(PAGE_OPEN, "/ is shown to everybody"),
          new Fault(CHECK_NOT_ACCEPTED, "checking e-mails on demand answers 200 and does nothing"),
          new Fault(MAIL_LOST, "mails are read and no webhook is sent"),
          new Fault(WEBHOOK_TWICE, "each webhook is sent twice"),
          new Fault(LEGACY_DIFFERS, "the new endpoint of the time window says another hour"),
          new Fault(WRONG_ZONE, "the time window is in UTC"),
          new Fault(HOUR_25_ACCEPTED, "the time window may begin at 25h00"),
          new Fault(PAYLOAD_SHORT, "webhooks do not say until when they are sent"));

  private SignalFaults() {}
}
