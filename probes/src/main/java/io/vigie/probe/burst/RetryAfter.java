package io.vigie.probe.burst;

import io.vigie.probe.web.WebResponse;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;

/** How long a limiter says that one should wait. */
final class RetryAfter {

  private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");

  private RetryAfter() {}

  static Optional<Duration> of(WebResponse response) {
    return response
        .headers()
        .first("retry-after")
        .map(String::strip)
        .flatMap(text -> read(text, response.headers().first("date")));
  }

  /** In seconds, or until a date, which is compared with the answer's own. */
  static Optional<Duration> read(String text, Optional<String> date) {
    return SECONDS.matcher(text).matches()
        ? Optional.of(Duration.ofSeconds(Long.parseLong(text)))
        : date(text).flatMap(until -> date.flatMap(RetryAfter::date).map(now -> wait(now, until)));
  }

  private static Duration wait(ZonedDateTime now, ZonedDateTime until) {
    Duration wait = Duration.between(now, until);
    return wait.isNegative() ? Duration.ZERO : wait;
  }

  private static Optional<ZonedDateTime> date(String text) {
    try {
      return Optional.of(ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
