package io.vigie.report.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vigie.contract.check.Check;
import io.vigie.report.ReportSettings;
import io.vigie.report.heartbeat.Heartbeats;
import io.vigie.report.heartbeat.Ping;
import io.vigie.report.heartbeat.Ping.Signal;
import io.vigie.report.heartbeat.Pings;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * The ping API of Healthchecks.io: existing wrappers and cron lines work unchanged. The address is
 * all that a job needs to know, so it is shown in no log and in no error.
 */
@Path("/ping/{address}")
@Produces(MediaType.TEXT_PLAIN)
@RunOnVirtualThread
@Tag(name = "heartbeats", description = "Where jobs report themselves")
public class PingResource {

  /** So many bytes of a body are kept, as the header {@code Ping-Body-Limit} says. */
  static final int BODY_LIMIT = 10_000;

  private static final int UUID_LENGTH = 36;

  private final Heartbeats heartbeats;
  private final Pings pings;
  private final InstantSource clock;
  private final Rates rates;

  @Inject
  PingResource(Heartbeats heartbeats, Pings pings, InstantSource clock, ReportSettings settings) {
    this.heartbeats = heartbeats;
    this.pings = pings;
    this.clock = clock;
    this.rates = new Rates(settings.heartbeat().perMinute());
  }

  @GET
  @Operation(operationId = "ping", summary = "The job has ended well (GET or HEAD)")
  @APIResponse(responseCode = "200", description = "OK: taken, and safe")
  @APIResponse(responseCode = "400", description = "The run id is no UUID")
  @APIResponse(
      responseCode = "404",
      description = "No job reports here, or there is no such signal")
  @APIResponse(responseCode = "429", description = "Too often; see Retry-After")
  public Response ping(@PathParam("address") String address, @QueryParam("rid") String rid) {
    return take(address, Optional.of(new Ping.Succeeded()), rid, InputStream.nullInputStream());
  }

  @POST
  @Consumes(MediaType.WILDCARD)
  @Operation(
      operationId = "pingWithBody",
      summary = "The job has ended well, and this is what it says; 10 kB are kept")
  @APIResponse(responseCode = "200", description = "OK: taken, and safe")
  @APIResponse(responseCode = "400", description = "The run id is no UUID")
  @APIResponse(
      responseCode = "404",
      description = "No job reports here, or there is no such signal")
  @APIResponse(responseCode = "429", description = "Too often; see Retry-After")
  public Response ping(
      @PathParam("address") String address, @QueryParam("rid") String rid, InputStream body) {
    return take(address, Optional.of(new Ping.Succeeded()), rid, body);
  }

  @GET
  @Path("/{signal}")
  @Operation(
      operationId = "signal",
      summary = "start, fail, log or the exit status of the job (GET or HEAD)")
  @APIResponse(responseCode = "200", description = "OK: taken, and safe")
  @APIResponse(responseCode = "400", description = "The run id is no UUID")
  @APIResponse(
      responseCode = "404",
      description = "No job reports here, or there is no such signal")
  @APIResponse(responseCode = "429", description = "Too often; see Retry-After")
  public Response signal(
      @PathParam("address") String address,
      @PathParam("signal") String signal,
      @QueryParam("rid") String rid) {
    return take(address, Signal.parse(signal), rid, InputStream.nullInputStream());
  }

  @POST
  @Path("/{signal}")
  @Consumes(MediaType.WILDCARD)
  @Operation(
      operationId = "signalWithBody",
      summary = "start, fail, log or the exit status of the job, and what it says")
  @APIResponse(responseCode = "200", description = "OK: taken, and safe")
  @APIResponse(responseCode = "400", description = "The run id is no UUID")
  @APIResponse(
      responseCode = "404",
      description = "No job reports here, or there is no such signal")
  @APIResponse(responseCode = "429", description = "Too often; see Retry-After")
  public Response signal(
      @PathParam("address") String address,
      @PathParam("signal") String signal,
      @QueryParam("rid") String rid,
      InputStream body) {
    return take(address, Signal.parse(signal), rid, body);
  }

  private Response take(String address, Optional<Signal> signal, String rid, InputStream body) {
    Optional<Check> check = uuid(address).flatMap(heartbeats::at);
    if (check.isEmpty() || signal.isEmpty()) {
      return answer(Status.NOT_FOUND, "not found").build();
    }
    if (rid != null && uuid(rid).isEmpty()) {
      return answer(Status.BAD_REQUEST, "invalid uuid format").build();
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Optional<Duration> wait = rates.take(check.get().item().toString(), now);
    if (wait.isPresent()) {
      return answer(Status.TOO_MANY_REQUESTS, "rate limited")
          .header(HttpHeaders.RETRY_AFTER, wait.get().plusMillis(999).toSeconds())
          .build();
    }
    pings.take(check.get(), ping(signal.get(), Optional.ofNullable(rid), body), now);
    return answer(Status.OK, "OK").build();
  }

  private static Ping ping(Signal signal, Optional<String> rid, InputStream body) {
    byte[] sent = read(body);
    int kept = Math.min(sent.length, BODY_LIMIT);
    return new Ping(
        signal,
        rid.flatMap(PingResource::uuid),
        kept == 0 ? Optional.empty() : Optional.of(new String(sent, 0, kept, UTF_8)),
        sent.length > BODY_LIMIT);
  }

  private static byte[] read(InputStream body) {
    try {
      return body.readNBytes(BODY_LIMIT + 1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Response.ResponseBuilder answer(Status status, String text) {
    return Response.status(status)
        .type(MediaType.TEXT_PLAIN_TYPE.withCharset("UTF-8"))
        .header("Ping-Body-Limit", BODY_LIMIT)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .entity(text);
  }

  private static Optional<UUID> uuid(String text) {
    try {
      return text.length() == UUID_LENGTH ? Optional.of(UUID.fromString(text)) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
