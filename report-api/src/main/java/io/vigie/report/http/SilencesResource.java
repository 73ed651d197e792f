package io.vigie.report.http;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vigie.report.record.Archive;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Times in which nobody is told of some items. */
@Path("/api/v1/silences")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "silences", description = "Times in which nobody is told of some items")
public class SilencesResource {

  private static final int MOST = 200;

  private final Archive archive;
  private final SilenceDesk desk;
  private final InstantSource clock;

  @Inject
  SilencesResource(Archive archive, SilenceDesk desk, InstantSource clock) {
    this.archive = archive;
    this.desk = desk;
    this.clock = clock;
  }

  @GET
  @Operation(
      operationId = "silences",
      summary = "The last 200 silences, the one that ends last first")
  public List<SilenceView> silences(
      @Parameter(description = "true: only those that last; false: only those that are over")
          @QueryParam("active")
          String active) {
    Optional<Boolean> wanted = Asked.flag("active", active);
    Instant now = clock.instant();
    return archive.silences(MOST).stream()
        .filter(silence -> wanted.map(it -> it == now.isBefore(silence.end())).orElse(true))
        .map(silence -> SilenceView.of(silence, now))
        .toList();
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "silence",
      summary = "Tell nobody of some items, for 7 days at most",
      description =
          "What still fails at its end is told then; what was told before is also closed while it"
              + " lasts. Names are not proven.")
  @RequestBody(
      required = true,
      content = @Content(schema = @Schema(implementation = SilenceRequest.class)))
  @APIResponse(
      responseCode = "202",
      description = "On its way; the subject names the silence",
      content = @Content(schema = @Schema(implementation = CommandView.class)))
  @APIResponse(responseCode = "429", ref = "#/components/responses/Problem")
  public Response silence(@Context HttpHeaders headers, String body) {
    return Commanding.accepted(desk.create(JsonBody.read(headers, body, SilenceRequest.class)));
  }

  @POST
  @Path("/preview")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(operationId = "previewSilence", summary = "What a silence would mute; changes nothing")
  @RequestBody(
      required = true,
      content = @Content(schema = @Schema(implementation = SilenceRequest.class)))
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = MutedView.class)))
  public MutedView preview(@Context HttpHeaders headers, String body) {
    return MutedView.of(desk.preview(JsonBody.read(headers, body, SilenceRequest.class)));
  }

  @DELETE
  @Path("/{id}")
  @Operation(operationId = "endSilence", summary = "End a silence now")
  @APIResponse(responseCode = "202", ref = "#/components/responses/OnItsWay")
  @APIResponse(responseCode = "404", ref = "#/components/responses/Problem")
  @APIResponse(responseCode = "409", ref = "#/components/responses/Problem")
  public Response end(
      @PathParam("id") String id,
      @Parameter(description = "Who ends it", required = true) @QueryParam("by") String by) {
    return Commanding.accepted(desk.end(Asked.silence(id), Optional.ofNullable(by)));
  }
}
