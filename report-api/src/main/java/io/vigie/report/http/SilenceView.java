package io.vigie.report.http;

import io.vigie.contract.alert.Matcher;
import io.vigie.contract.alert.Silence;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A time in which nobody is told of some items. */
@Schema(name = "Silence")
public record SilenceView(
    String id,
    Matcher matcher,
    @Schema(description = "The matcher in words", examples = "system chrona, severity P1")
        String words,
    String reason,
    String by,
    @Schema(enumeration = {"active", "over"}) String state,
    Instant from,
    Instant until,
    @Schema(description = "Who ended it before that, and when") Optional<EndedView> ended) {

  /** Who ended it, and when. */
  @Schema(name = "SilenceEnded")
  public record EndedView(String by, Instant at) {}

  static SilenceView of(Silence silence, Instant now) {
    return new SilenceView(
        silence.id().toString(),
        silence.matcher(),
        silence.matcher().words(),
        silence.reason(),
        silence.by(),
        now.isBefore(silence.end()) ? "active" : "over",
        silence.from(),
        silence.until(),
        silence.ended().map(ended -> new EndedView(ended.by(), ended.at())));
  }
}
