package io.vigie.proof;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What must be seen of a fault: which items fail, and with what. Of an item that fails with an
 * expectation, the expectation is named.
 */
record Expected(String fault, Map<String, String> failures) {

  static Expected of(String fault, String item, String failure) {
    return new Expected(fault, Map.of(item, failure));
  }

  /** One that breaks more than the item that it is meant for, and why it must. */
  static Expected of(String fault, Map<String, String> failures) {
    return new Expected(fault, Map.copyOf(failures));
  }

  static Stream<Expected> all() {
    return ALL.stream();
  }

  /** Whatever logs in asks first whether the page is closed to strangers. */
  private static final String OPEN = "protected-page-open";

  private static final String WRONG_HOST = "tls-wrong-host";

  static final List<Expected> ALL =
      List.of(
          of("rss-imap-login-refused", "RSS-03", "login-refused"),
          of("rss-hook-500", "RSS-04", "status < 500"),
          of("rss-hook-untrusted", "RSS-04", "tls-self-signed"),
          of("rss-certificate-expiring", "RSS-09", "certificate.daysLeft > 7"),
          of("rss-cookie-no-samesite", "RSS-11", "c.sameSite in"),
          of("rss-cookie-not-secure", "RSS-11", "c.secure"),
          of("rss-cookie-not-httponly", "RSS-11", "c.httpOnly"),
          of("rss-login-unlimited", "RSS-12", "no-refusal"),
          of("rss-gunicorn-open", "RSS-13", "state != \"open\""),
          of("rss-redis-open", "RSS-26", "login-not-configured"),
          of("rss-ping-late", "RSS-28", "age(date(json.timestamp_utc)) < minutes(1)"),
          of("rss-ping-no-timestamp", "RSS-28", "json.timestamp_utc.matches"),
          of("rss-logout-ignored", "RSS-29", "session-survives-logout"),
          of("rss-page-leaks", "RSS-30", "!body.contains(\"telecommande\")"),
          of("rss-check-not-accepted", "RSS-31", "status == 202"),
          of("rss-webhook-twice", "RSS-33", "delivered-twice"),
          of("rss-legacy-differs", "RSS-34", "json.webhooks_time_end == vars.end"),
          of("rss-wrong-zone", "RSS-35", "json.timezone == \"Europe/Paris\""),
          of("rss-25h00-accepted", "RSS-36", "status >= 400 && status < 500"),
          of("rss-payload-short", "RSS-37", "webhooks_time_end"),
          of("rss-mail-lost", "RSS-33", "not-delivered"),
          of(
              "rss-page-open",
              Map.of(
                  "RSS-30", "status in [401, 403]",
                  "RSS-11", OPEN,
                  "RSS-29", OPEN,
                  "RSS-31", OPEN,
                  "RSS-34", OPEN,
                  "RSS-35", OPEN,
                  "RSS-36", OPEN)),
          of(
              "rss-certificate-wrong-host",
              Map.ofEntries(
                  Map.entry("RSS-09", WRONG_HOST),
                  Map.entry("RSS-11", WRONG_HOST),
                  Map.entry("RSS-12", WRONG_HOST),
                  Map.entry("RSS-28", WRONG_HOST),
                  Map.entry("RSS-29", WRONG_HOST),
                  Map.entry("RSS-30", WRONG_HOST),
                  Map.entry("RSS-31", WRONG_HOST),
                  Map.entry("RSS-34", WRONG_HOST),
                  Map.entry("RSS-35", WRONG_HOST),
                  Map.entry("RSS-36", WRONG_HOST))));

  @Override
  public String toString() {
    return fault + " → " + failures.keySet();
  }
}
