package io.vigie.alert.notify.slack;

import io.vigie.alert.notify.story.Story;
import io.vigie.contract.check.Severity;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * Where the message of an incident stands, and what it has told so far.
 *
 * @param shared true for a message that tells of other incidents too, and is never edited
 * @param severity how bad it was called last
 * @param until the youngest event that was told
 */
record SlackReceipt(
    String channel,
    String ts,
    boolean shared,
    Optional<Severity> severity,
    Optional<Instant> until) {

  private static final String BETWEEN = "/";
  private static final String SHARED = "shared";

  /** What {@code story} tells, in the message with that {@code ts}. */
  static SlackReceipt of(String channel, String ts, Story story) {
    return new SlackReceipt(
        channel,
        ts,
        !story.isOfOneIncident(),
        Optional.of(story.severity()),
        story.history().stream().map(Story.Event::at).max(Instant::compareTo));
  }

  /** Empty for what is no receipt of Slack's. */
  static Optional<SlackReceipt> read(String text) {
    String[] parts = text.split(BETWEEN, -1);
    if (parts.length < 2 || parts[0].isEmpty() || parts[1].isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new SlackReceipt(
            parts[0],
            parts[1],
            parts.length > 2 && parts[2].equals(SHARED),
            parts.length > 2 ? severity(parts[2]) : Optional.empty(),
            parts.length > 3 ? instant(parts[3]) : Optional.empty()));
  }

  private static Optional<Severity> severity(String word) {
    for (Severity severity : Severity.values()) {
      if (severity.word().equals(word)) {
        return Optional.of(severity);
      }
    }
    return Optional.empty();
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** The same message, having told {@code story} too. */
  SlackReceipt after(Story story) {
    SlackReceipt told = of(channel, ts, story);
    return new SlackReceipt(channel, ts, shared, told.severity(), told.until().or(() -> until));
  }

  /** True when it is worse than what was told last. */
  boolean isRaisedBy(Story story) {
    return severity.isPresent() && story.severity().compareTo(severity.get()) < 0;
  }

  /** True for what was not told when this was written. */
  boolean isNews(Story.Event event) {
    return until.isPresent() && event.at().isAfter(until.get());
  }

  /** The form that is kept. */
  String text() {
    String place = channel + BETWEEN + ts;
    if (shared) {
      return place + BETWEEN + SHARED;
    }
    return severity.isEmpty()
        ? place
        : place + BETWEEN + severity.get().word() + until.map(at -> BETWEEN + at).orElse("");
  }
}
