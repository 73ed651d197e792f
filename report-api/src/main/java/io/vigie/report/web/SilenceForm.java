package io.vigie.report.web;

import io.vigie.report.http.MatcherRequest;
import io.vigie.report.http.SilenceRequest;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Optional;

/** The form of a silence, as it was filled in: what is not is empty. */
public record SilenceForm(
    String system,
    String environment,
    String item,
    String team,
    String category,
    String tag,
    String severity,
    String length,
    String until,
    String reason,
    String by) {

  /** More is not shown again. */
  private static final int LONGEST = 500;

  static SilenceForm of(MultivaluedMap<String, String> fields) {
    return new SilenceForm(
        field(fields, "system"),
        field(fields, "environment"),
        field(fields, "item"),
        field(fields, "team"),
        field(fields, "category"),
        field(fields, "tag"),
        field(fields, "severity"),
        field(fields, "for"),
        field(fields, "until"),
        field(fields, "reason"),
        field(fields, "by"));
  }

  /** An instant that is given goes before a length that is chosen from a list. */
  SilenceRequest request() {
    return new SilenceRequest(
        Optional.of(
            new MatcherRequest(
                Optional.of(system),
                Optional.of(environment),
                Optional.of(item),
                Optional.of(team),
                Optional.of(category),
                Optional.of(tag),
                Optional.of(severity))),
        Optional.of(reason),
        Optional.of(by),
        Optional.of(until),
        until.isBlank() ? Optional.of(length) : Optional.empty());
  }

  public boolean isSeverity(String word) {
    return severity.equals(word);
  }

  public boolean isLength(String word) {
    return length.equals(word) || (length.isEmpty() && word.equals("1h"));
  }

  private static String field(MultivaluedMap<String, String> fields, String name) {
    String value = fields.getFirst(name);
    if (value == null) {
      return "";
    }
    String text = value.strip();
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
  }
}
