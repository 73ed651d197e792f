package io.vigie.report.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An error as RFC 9457 has it. */
@Schema(description = "What went wrong (RFC 9457)")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
    @Schema(examples = "about:blank") String type,
    @Schema(description = "The HTTP status in words") String title,
    int status,
    @Schema(description = "Where: what is required, what was found") String detail,
    @Schema(description = "The path that was asked for") String instance) {

  public static final String MEDIA_TYPE = "application/problem+json";
}
