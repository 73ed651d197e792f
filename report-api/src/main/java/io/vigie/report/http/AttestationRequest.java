package io.vigie.report.http;

import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a person sends to sign an item. */
@Schema(name = "AttestationRequest", requiredProperties = "by")
public record AttestationRequest(
    @Schema(description = "Who signs, one line of at most 100 characters", examples = "ops")
        Optional<String> by,
    @Schema(description = "What was done or seen, at most 2000 characters")
        Optional<String> note) {}
