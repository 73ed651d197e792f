package io.vigie.probe.cors;

import io.vigie.probe.web.WebResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What one answer grants.
 *
 * @param allowOrigins every Access-Control-Allow-Origin of it, as they are written
 * @param maxAge for how many seconds a preflight is remembered
 */
record Grant(
    Question question,
    int status,
    List<String> allowOrigins,
    boolean credentials,
    List<String> methods,
    List<String> headers,
    Optional<Long> maxAge,
    boolean varies) {

  private static final int MOST_NAMES = 200;
  private static final int LONGEST = 200;

  static Grant of(Question question, WebResponse response) {
    return new Grant(
        question,
        response.status(),
        texts(response, "access-control-allow-origin").map(Grant::cut).toList(),
        texts(response, "access-control-allow-credentials").anyMatch("true"::equals),
        names(response, "access-control-allow-methods")
            .map(name -> name.toUpperCase(Locale.ROOT))
            .toList(),
        names(response, "access-control-allow-headers")
            .map(name -> name.toLowerCase(Locale.ROOT))
            .toList(),
        texts(response, "access-control-max-age")
            .filter(text -> text.matches("\\d{1,9}"))
            .map(Long::valueOf)
            .findFirst(),
        names(response, "vary")
            .anyMatch(name -> name.equals("*") || name.equalsIgnoreCase("origin")));
  }

  private static Stream<String> texts(WebResponse response, String name) {
    return response.headers().all(name).stream().map(String::strip);
  }

  private static Stream<String> names(WebResponse response, String name) {
    return texts(response, name)
        .flatMap(text -> Arrays.stream(text.split(",", -1)))
        .map(String::strip)
        .filter(text -> !text.isEmpty())
        .map(Grant::cut)
        .limit(MOST_NAMES);
  }

  private static String cut(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }

  /** True for {@code *}. */
  boolean isWildcard() {
    return allowOrigins.equals(List.of(CorsSettings.ANY));
  }

  /** True where a browser lets the origin read: with one value, and only this origin or any. */
  boolean isAllowed() {
    return isWildcard() || isEchoed();
  }

  boolean isEchoed() {
    return allowOrigins.equals(List.of(question.origin()));
  }

  /** True where a browser refuses whatever is written, because it is not one value. */
  boolean isInvalid() {
    return allowOrigins.size() > 1
        || allowOrigins.stream().anyMatch(text -> text.contains(",") || text.contains(" "));
  }

  boolean isUnavailable() {
    return status == 429 || status >= 500;
  }

  boolean isPreflightFailed() {
    return question.isPreflight() && (status < 200 || status >= 300);
  }

  /** What was asked, for a message. */
  String asked() {
    return question.origin() + (question.isPreflight() ? " (preflight)" : "");
  }

  Map<String, Object> fields() {
    return Map.of(
        "origin", question.origin(),
        "sort", question.sort().word(),
        "preflight", question.isPreflight(),
        "status", (long) status,
        "allowOrigin", String.join(", ", allowOrigins),
        "credentials", credentials);
  }
}
