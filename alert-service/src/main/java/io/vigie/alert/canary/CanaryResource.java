package io.vigie.alert.canary;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The canary's target: bad for a while, good for as long, by the clock. */
@Path("/api/v1/alerting/canary")
@Produces(MediaType.TEXT_PLAIN)
public final class CanaryResource {

  private static final int BAD = 503;

  private final InstantSource clock;
  private final Duration turn;

  @Inject
  public CanaryResource(InstantSource clock, DeadManConfig config) {
    this.clock = clock;
    this.turn = config.canaryChangesEvery();
  }

  @GET
  public Response look() {
    return isBad(clock.instant(), turn)
        ? Response.status(BAD).entity("bad, as it should be at this time\n").build()
        : Response.ok("good, as it should be at this time\n").build();
  }

  static boolean isBad(Instant at, Duration turn) {
    return at.toEpochMilli() / Math.max(1, turn.toMillis()) % 2 == 0;
  }
}
