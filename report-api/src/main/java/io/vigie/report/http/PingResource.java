package io.vigie.report.http;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vigie.report.heartbeat.Ping;
import io.vigie.report.heartbeat.Ping.Signal;
import io.vigie.report.http.PingDesk.Place;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * The ping API of Healthchecks.io: existing wrappers and cron lines work unchanged. The address is
 * all that a job needs to know, so it is shown in no log and in no error. GET means HEAD, too.
 */
@Path("/ping")
@Produces(MediaType.TEXT_PLAIN)
@RunOnVirtualThread
@Tag(name = "heartbeats", description = "Where jobs report themselves")
@APIResponse(responseCode = "200", description = "OK: taken, and safe")
@APIResponse(responseCode = "400", description = "The run id is no UUID")
@APIResponse(responseCode = "404", description = "No job reports here, or there is no such signal")
@APIResponse(responseCode = "409", description = "The slug may mean several jobs")
@APIResponse(responseCode = "429", description = "Too often; see Retry-After")
public class PingResource {

  private static final Signal SUCCESS = new Ping.Succeeded();

  private final PingDesk desk;

  @Inject
  PingResource(PingDesk desk) {
    this.desk = desk;
  }

  @GET
  @Path("/{address}")
  @Operation(operationId = "ping", summary = "The job has ended well")
  public Response ping(@PathParam("address") String address, @QueryParam("rid") String rid) {
    return ping(address, rid, InputStream.nullInputStream());
  }

  @POST
  @Path("/{address}")
  @Consumes(MediaType.WILDCARD)
  @Operation(
      operationId = "pingWithBody",
      summary = "The job has ended well, and this is what it says; 10 kB are kept")
  public Response ping(
      @PathParam("address") String address, @QueryParam("rid") String rid, InputStream body) {
    return desk.take(Place.at(address), Optional.of(SUCCESS), rid, body);
  }

  @GET
  @Path("/{address}/{what}")
  @Operation(
      operationId = "signal",
      summary =
          "Below an address: start, fail, log or the exit status of the job;"
              + " below a ping key: the job with this slug has ended well")
  public Response signal(
      @PathParam("address") String address,
      @PathParam("what") String what,
      @QueryParam("rid") String rid,
      @QueryParam("create") String create) {
    return signal(address, what, rid, create, InputStream.nullInputStream());
  }

  @POST
  @Path("/{address}/{what}")
  @Consumes(MediaType.WILDCARD)
  @Operation(
      operationId = "signalWithBody",
      summary = "The same with what the job says; 10 kB are kept")
  public Response signal(
      @PathParam("address") String address,
      @PathParam("what") String what,
      @QueryParam("rid") String rid,
      @QueryParam("create") String create,
      InputStream body) {
    return PingDesk.uuid(address).isPresent()
        ? desk.take(Place.at(address), Signal.parse(what), rid, body)
        : desk.take(Place.named(address, what, create), Optional.of(SUCCESS), rid, body);
  }

  @GET
  @Path("/{key}/{slug}/{signal}")
  @Operation(
      operationId = "signalBySlug",
      summary = "start, fail, log or the exit status of the job with this slug")
  public Response signalOf(
      @PathParam("key") String key,
      @PathParam("slug") String slug,
      @PathParam("signal") String signal,
      @QueryParam("rid") String rid,
      @QueryParam("create") String create) {
    return signalOf(key, slug, signal, rid, create, InputStream.nullInputStream());
  }

  @POST
  @Path("/{key}/{slug}/{signal}")
  @Consumes(MediaType.WILDCARD)
  @Operation(
      operationId = "signalBySlugWithBody",
      summary = "The same with what the job says; 10 kB are kept")
  public Response signalOf(
      @PathParam("key") String key,
      @PathParam("slug") String slug,
      @PathParam("signal") String signal,
      @QueryParam("rid") String rid,
      @QueryParam("create") String create,
      InputStream body) {
    return desk.take(Place.named(key, slug, create), Signal.parse(signal), rid, body);
  }
}
