package io.vigie.report.http;

import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Which items are meant: those that have all that is named; at least one must be. */
@Schema(name = "MatcherRequest", description = "A name may have * for any characters")
public record MatcherRequest(
    Optional<String> system,
    Optional<String> environment,
    @Schema(description = "The name within its checklist", examples = "CH-089")
        Optional<String> item,
    Optional<String> team,
    Optional<String> category,
    Optional<String> tag,
    @Schema(enumeration = {"P0", "P1", "P2"}) Optional<String> severity) {

  static final MatcherRequest NOTHING =
      new MatcherRequest(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
}
