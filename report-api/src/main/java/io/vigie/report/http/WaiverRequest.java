package io.vigie.report.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Somebody accepts that an item fails. */
@Schema(
    name = "WaiverRequest",
    requiredProperties = {"by", "reason"})
public record WaiverRequest(
    @Schema(description = "Who, one line of at most 100 characters", examples = "cto")
        Optional<String> by,
    @Schema(description = "One line of at most 500 characters") Optional<String> reason,
    @Schema(
            description = "An instant, or a date, which means the end of that day in UTC; or for",
            examples = "2026-12-31")
        Optional<String> until,
    @JsonProperty("for")
        @Schema(name = "for", description = "How long, at most 366d", examples = "30d")
        Optional<String> length) {}
