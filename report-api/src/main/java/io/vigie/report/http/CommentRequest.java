package io.vigie.report.http;

import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Somebody says something about an incident. */
@Schema(
    name = "CommentRequest",
    requiredProperties = {"by", "text"})
public record CommentRequest(
    @Schema(description = "Who, one line of at most 100 characters", examples = "ana")
        Optional<String> by,
    @Schema(description = "At most 2000 characters") Optional<String> text) {}
