package io.vigie.report.http;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Where people accept that an item fails, until a date. */
@Path("/api/v1/items")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "items")
public class WaiversResource {

  private final WaiverDesk desk;

  @Inject
  WaiversResource(WaiverDesk desk) {
    this.desk = desk;
  }

  @POST
  @Path("/{system}/{environment}/{item}/waiver")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "waive",
      summary = "Accept that an item fails, for 366 days at most",
      description =
          "It counts as failing for the score and not for the verdict; a new waiver takes the place"
              + " of an older one. Names are not proven.")
  @RequestBody(
      required = true,
      content = @Content(schema = @Schema(implementation = WaiverRequest.class)))
  @APIResponse(responseCode = "202", ref = "#/components/responses/OnItsWay")
  @APIResponse(responseCode = "404", ref = "#/components/responses/Problem")
  @APIResponse(responseCode = "409", ref = "#/components/responses/Problem")
  @APIResponse(responseCode = "429", ref = "#/components/responses/Problem")
  public Response waive(@BeanParam ItemPath path, @Context HttpHeaders headers, String body) {
    var id = path.id();
    return Commanding.accepted(desk.waive(id, JsonBody.read(headers, body, WaiverRequest.class)));
  }

  @DELETE
  @Path("/{system}/{environment}/{item}/waiver")
  @Operation(operationId = "endWaiver", summary = "Accept it no more")
  @APIResponse(responseCode = "202", ref = "#/components/responses/OnItsWay")
  @APIResponse(responseCode = "404", ref = "#/components/responses/Problem")
  @APIResponse(responseCode = "409", ref = "#/components/responses/Problem")
  public Response end(
      @BeanParam ItemPath path,
      @Parameter(description = "Who ends it", required = true) @QueryParam("by") String by) {
    return Commanding.accepted(desk.end(path.id(), Optional.ofNullable(by)));
  }
}
