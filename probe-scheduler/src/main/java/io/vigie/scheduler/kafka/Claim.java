package io.vigie.scheduler.kafka;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the owner of a partition leaves for whoever comes after, beside the offset of the group.
 *
 * @param upTo whatever was to be sent up to then was sent, or was accounted for
 * @param by the transactional id that sends for the partition; absent once it was given up in order
 */
record Claim(Instant upTo, Optional<String> by) {

  private static final Pattern FORM =
      Pattern.compile("up-to=(-?[0-9]{1,18})(?: by=([A-Za-z0-9._-]{1,200}))?");

  /** Reads what was committed; nothing where it is not a claim. */
  static Optional<Claim> parse(String metadata) {
    Matcher matcher = FORM.matcher(metadata);
    return matcher.matches()
        ? Optional.of(
            new Claim(
                Instant.ofEpochMilli(Long.parseLong(matcher.group(1))),
                Optional.ofNullable(matcher.group(2))))
        : Optional.empty();
  }

  /** The form that is committed. */
  String text() {
    return "up-to=" + upTo.toEpochMilli() + by.map(" by="::concat).orElse("");
  }
}
