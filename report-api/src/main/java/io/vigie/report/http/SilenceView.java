package io.vigie.report.http;

import io.vigie.contract.alert.Matcher;
import io.vigie.contract.alert.Silence;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A time in which nobody is told of some items. */
@Schema(name = "Silence")
public record SilenceView(
    String id,
    @Schema(description = "What is named of them", examples = "{\"system\": \"chrona\"}")
        Map<String, String> matcher,
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
        named(silence.matcher()),
        silence.matcher().words(),
        silence.reason(),
        silence.by(),
        now.isBefore(silence.end()) ? "active" : "over",
        silence.from(),
        silence.until(),
        silence.ended().map(ended -> new EndedView(ended.by(), ended.at())));
  }

  private static Map<String, String> named(Matcher matcher) {
    Map<String, String> named = new LinkedHashMap<>();
    matcher.system().ifPresent(name -> named.put("system", name));
    matcher.environment().ifPresent(name -> named.put("environment", name));
    matcher.item().ifPresent(name -> named.put("item", name));
    matcher.team().ifPresent(name -> named.put("team", name));
    matcher.category().ifPresent(name -> named.put("category", name));
    matcher.tag().ifPresent(name -> named.put("tag", name));
    matcher.severity().ifPresent(severity -> named.put("severity", severity.word()));
    return named;
  }
}
