package io.vigie.report.http;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vigie.contract.alert.Incident;
import io.vigie.contract.alert.IncidentId;
import io.vigie.report.record.Archive;
import io.vigie.report.record.IncidentQuery;
import io.vigie.report.record.IncidentQuery.Cursor;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
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

  @Inject
  IncidentsResource(Archive archive) {
    this.archive = archive;
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
      summary = "One incident with the delivery state of each of its messages")
  public IncidentView incident(@PathParam("id") String id) {
    IncidentId wanted = Asked.incident(id);
    Incident incident =
        archive
            .incident(wanted)
            .orElseThrow(() -> ProblemException.notFound("incident: " + wanted + " is not known"));
    return IncidentView.full(incident, archive.notifications(List.of(wanted)));
  }
}
