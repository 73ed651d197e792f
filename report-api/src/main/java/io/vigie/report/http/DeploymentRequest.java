package io.vigie.report.http;

import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is said of a deployment. */
@Schema(name = "DeploymentRequest")
public record DeploymentRequest(
    @Schema(description = "What was deployed, at most 200 characters", examples = "2.4.1")
        Optional<String> version,
    @Schema(description = "Who says so, at most 100 characters") Optional<String> by) {}
