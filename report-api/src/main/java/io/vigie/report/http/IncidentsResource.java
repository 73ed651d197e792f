package io.vigie.report.http;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vigie.contract.alert.IncidentId;
import io.vigie.report.IncidentFile;
import io.vigie.report.IncidentFiles;
import io.vigie.report.incident.Postmortem;
import io.vigie.report.record.Archive;
import io.vigie.report.record.IncidentQuery;
import io.vigie.report.record.IncidentQuery.Cursor;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Incidents and the delivery of their messages. */
@Path("/api/v1/incidents")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "incidents", description = "Spans of failure, and who was told")
public class IncidentsResource {

  private static final int INCIDENTS = 50;
  private static final int MOST_INCIDENTS = 200;

  private final Archive archive;
  private final IncidentFiles files;
  private final IncidentDesk desk;

  @Inject
  IncidentsResource(Archive archive, IncidentFiles files, IncidentDesk desk) {
    this.archive = archive;
    this.files = files;
    this.desk = desk;
  }

  @GET
  @Operation(operationId = "incidents", summary = "Incidents, newest first")
  public Page<IncidentView> incidents(
      @Parameter(description = "true: only open ones; false: only resolved ones")
          @QueryParam("open")
          String open,
      @Parameter(description = "true: only those that somebody looks after; false: only others")
          @QueryParam("acknowledged")
          String acknowledged,
      @Parameter(
              description =
                  "true: only those that are told as a part of another; false: only those that"
                      + " stand for themselves")
          @QueryParam("folded")
          String folded,
      @Parameter(description = "Only of this system") @QueryParam("system") String system,
      @Parameter(description = "Only of this environment") @QueryParam("environment")
          String environment,
      @Parameter(description = "How many, 1 to 200; 50 when not given") @QueryParam("limit")
          String limit,
      @Parameter(description = "The `next` of an earlier answer, or an instant")
          @QueryParam("before")
          String before) {
    int most = Asked.limit(limit, INCIDENTS, MOST_INCIDENTS);
    IncidentQuery query =
        IncidentQuery.newest(most + 1)
            .flags(
                Asked.flag("open", open),
                Asked.flag("acknowledged", acknowledged),
                Asked.flag("folded", folded))
            .of(Asked.name("system", system), Asked.name("environment", environment))
            .before(Asked.cursor(before));
    return Page.of(
        archive.incidents(query), most, IncidentView::brief, i -> Cursor.at(i).toString());
  }

  @GET
  @Path("/{id}")
  @Operation(
      operationId = "incident",
      summary = "One incident: timeline, members, evidence, and what became of each message")
  public IncidentView incident(@PathParam("id") String id) {
    return IncidentView.full(require(id));
  }

  @GET
  @Path("/{id}/markdown")
  @Produces("text/markdown;charset=UTF-8")
  @Operation(operationId = "incidentAsMarkdown", summary = "One incident, for a post-mortem")
  public String markdown(@PathParam("id") String id) {
    return Postmortem.of(require(id));
  }

  @POST
  @Path("/{id}/acknowledgement")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "acknowledge",
      summary = "Say that somebody looks after an open incident",
      description = "Names are not proven.")
  @RequestBody(
      required = true,
      content = @Content(schema = @Schema(implementation = AcknowledgementRequest.class)))
  @APIResponse(responseCode = "202", ref = "#/components/responses/OnItsWay")
  @APIResponse(responseCode = "404", ref = "#/components/responses/Problem")
  @APIResponse(responseCode = "409", ref = "#/components/responses/Problem")
  @APIResponse(responseCode = "429", ref = "#/components/responses/Problem")
  public Response acknowledge(
      @PathParam("id") String id, @Context HttpHeaders headers, String body) {
    IncidentId wanted = Asked.incident(id);
    var asked = JsonBody.read(headers, body, AcknowledgementRequest.class);
    return Commanding.accepted(desk.acknowledge(wanted, asked.by(), asked.comment()));
  }

  @POST
  @Path("/{id}/comments")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "comment",
      summary = "Say something about an incident, even after it is over",
      description = "Names are not proven.")
  @RequestBody(
      required = true,
      content = @Content(schema = @Schema(implementation = CommentRequest.class)))
  @APIResponse(responseCode = "202", ref = "#/components/responses/OnItsWay")
  @APIResponse(responseCode = "404", ref = "#/components/responses/Problem")
  @APIResponse(responseCode = "429", ref = "#/components/responses/Problem")
  public Response comment(@PathParam("id") String id, @Context HttpHeaders headers, String body) {
    IncidentId wanted = Asked.incident(id);
    var asked = JsonBody.read(headers, body, CommentRequest.class);
    return Commanding.accepted(desk.comment(wanted, asked.by(), asked.text()));
  }

  private IncidentFile require(String id) {
    IncidentId wanted = Asked.incident(id);
    return files
        .of(wanted)
        .orElseThrow(() -> ProblemException.notFound("incident: " + wanted + " is not known"));
  }
}
