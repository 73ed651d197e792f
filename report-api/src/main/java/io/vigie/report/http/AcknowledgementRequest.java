package io.vigie.report.http;

import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Somebody looks after an incident. */
@Schema(name = "AcknowledgementRequest", requiredProperties = "by")
public record AcknowledgementRequest(
    @Schema(description = "Who, one line of at most 100 characters", examples = "ana")
        Optional<String> by,
    @Schema(description = "What there is to say, at most 2000 characters")
        Optional<String> comment) {}
