package io.vigie.report.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A silence that somebody wants. */
@Schema(
    name = "SilenceRequest",
    requiredProperties = {"matcher", "reason", "by"})
public record SilenceRequest(
    Optional<MatcherRequest> matcher,
    @Schema(description = "One line of at most 500 characters") Optional<String> reason,
    @Schema(description = "Who wants it", examples = "ops") Optional<String> by,
    @Schema(description = "When it ends, within 7 days; or for") Optional<String> until,
    @JsonProperty("for")
        @Schema(name = "for", description = "How long it lasts, at most 7d", examples = "1h")
        Optional<String> length) {}
