package io.vigie.report.web;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vigie.contract.check.ItemId;
import io.vigie.report.http.Asked;
import io.vigie.report.http.IncidentDesk;
import io.vigie.report.http.ItemPath;
import io.vigie.report.http.SilenceDesk;
import io.vigie.report.http.WaiverDesk;
import io.vigie.report.http.WaiverRequest;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What people send from the pages. Each is answered with the page on which it will show. */
@Path("/")
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@FromOwnPages
@RunOnVirtualThread
public class FormsResource {

  private final IncidentDesk incidents;
  private final SilenceDesk silences;
  private final WaiverDesk waivers;

  @Inject
  FormsResource(IncidentDesk incidents, SilenceDesk silences, WaiverDesk waivers) {
    this.incidents = incidents;
    this.silences = silences;
    this.waivers = waivers;
  }

  @POST
  @Path("incidents/{id}/acknowledgement")
  @Operation(hidden = true)
  public Response acknowledge(
      @PathParam("id") String id, @FormParam("by") String by, @FormParam("text") String text) {
    var incident = Asked.incident(id);
    incidents.acknowledge(incident, Optional.ofNullable(by), Optional.ofNullable(text));
    return shownOn("/incidents/" + incident + "?asked=acknowledgement");
  }

  @POST
  @Path("incidents/{id}/comments")
  @Operation(hidden = true)
  public Response comment(
      @PathParam("id") String id, @FormParam("by") String by, @FormParam("text") String text) {
    var incident = Asked.incident(id);
    incidents.comment(incident, Optional.ofNullable(by), Optional.ofNullable(text));
    return shownOn("/incidents/" + incident + "?asked=comment");
  }

  @POST
  @Path("silences")
  @Operation(hidden = true)
  public Response silence(MultivaluedMap<String, String> form) {
    silences.create(SilenceForm.of(form).request());
    return shownOn("/silences?asked=silence");
  }

  @POST
  @Path("silences/{id}/end")
  @Operation(hidden = true)
  public Response endSilence(@PathParam("id") String id, @FormParam("by") String by) {
    silences.end(Asked.silence(id), Optional.ofNullable(by));
    return shownOn("/silences?asked=end");
  }

  @POST
  @Path("items/{system}/{environment}/{item}/waiver")
  @Operation(hidden = true)
  public Response waive(@BeanParam ItemPath path, MultivaluedMap<String, String> form) {
    ItemId id = path.id();
    waivers.waive(
        id,
        new WaiverRequest(
            Optional.ofNullable(form.getFirst("by")),
            Optional.ofNullable(form.getFirst("reason")),
            Optional.ofNullable(form.getFirst("until")),
            Optional.empty()));
    return shownOn("/items/" + id + "?asked=waiver");
  }

  @POST
  @Path("items/{system}/{environment}/{item}/waiver/end")
  @Operation(hidden = true)
  public Response endWaiver(@BeanParam ItemPath path, @FormParam("by") String by) {
    ItemId id = path.id();
    waivers.end(id, Optional.ofNullable(by));
    return shownOn("/items/" + id + "?asked=end");
  }

  /** So that going back or loading again sends nothing twice. */
  private static Response shownOn(String address) {
    return Response.seeOther(URI.create(address)).build();
  }
}
