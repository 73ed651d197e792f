/**
 * REST under {@code /api/v1}: JSON out; paths, bounded parameters and small strict JSON in; errors
 * as RFC 9457 problems, and a live stream of what changed. The views here are the public form; the
 * records of the wire may change without them.
 */
@OpenAPIDefinition(
    info = @Info(title = "Vigie report API", version = "1"),
    components =
        @Components(
            responses = {
              @APIResponse(
                  name = "Problem",
                  description = "Why it was not done",
                  content =
                      @Content(
                          mediaType = Problem.MEDIA_TYPE,
                          schema = @Schema(implementation = Problem.class))),
              @APIResponse(
                  name = "OnItsWay",
                  description = "On its way",
                  content =
                      @Content(
                          mediaType = "application/json",
                          schema = @Schema(implementation = CommandView.class)))
            }))
package io.vigie.report.http;

import org.eclipse.microprofile.openapi.annotations.Components;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
