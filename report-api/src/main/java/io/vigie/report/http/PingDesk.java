package io.vigie.report.http;

import io.vigie.contract.check.Check;
import io.vigie.report.ReportSettings;
import io.vigie.report.heartbeat.Heartbeats;
import io.vigie.report.heartbeat.Ping;
import io.vigie.report.heartbeat.Ping.Signal;
import io.vigie.report.heartbeat.PingBody;
import io.vigie.report.heartbeat.Pings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Finds the job that a ping comes from, and answers it as Healthchecks.io does. */
@ApplicationScoped
public class PingDesk {

  private static final int UUID_LENGTH = 36;
  private static final String NOT_CREATED =
      "not found; a job comes from its checklist, create=1 makes none";

  private final Heartbeats heartbeats;
  private final Pings pings;
  private final InstantSource clock;
  private final Rates rates;

  @Inject
  PingDesk(Heartbeats heartbeats, Pings pings, InstantSource clock, ReportSettings settings) {
    this.heartbeats = heartbeats;
    this.pings = pings;
    this.clock = clock;
    this.rates = new Rates(settings.heartbeat().perMinute());
  }

  /** Where a ping came in. */
  sealed interface Place {

    static Place at(String address) {
      return new Addressed(address);
    }

    static Place named(String key, String slug, String create) {
      return new Named(key, slug, "1".equals(create));
    }
  }

  private record Addressed(String address) implements Place {}

  /** The word {@code creating} is answered, not obeyed. */
  private record Named(String key, String slug, boolean creating) implements Place {}

  Response take(Place place, Optional<Signal> signal, String rid, InputStream body) {
    List<Check> found = checks(place);
    if (found.isEmpty() || signal.isEmpty()) {
      return answer(Status.NOT_FOUND, absent(place)).build();
    }
    if (found.size() > 1) {
      return answer(Status.CONFLICT, "ambiguous slug").build();
    }
    if (rid != null && uuid(rid).isEmpty()) {
      return answer(Status.BAD_REQUEST, "invalid uuid format").build();
    }
    return take(found.getFirst(), signal.get(), Optional.ofNullable(rid), body);
  }

  private Response take(Check check, Signal signal, Optional<String> rid, InputStream body) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Optional<Duration> wait = rates.take(check.item().toString(), now);
    if (wait.isPresent()) {
      return answer(Status.TOO_MANY_REQUESTS, "rate limited")
          .header(HttpHeaders.RETRY_AFTER, wait.get().plusMillis(999).toSeconds())
          .build();
    }
    pings.take(check, new Ping(signal, rid.flatMap(PingDesk::uuid), PingBody.read(body)), now);
    return answer(Status.OK, "OK").build();
  }

  private List<Check> checks(Place place) {
    return switch (place) {
      case Addressed(String address) ->
          uuid(address).flatMap(heartbeats::at).map(List::of).orElse(List.of());
      case Named(String key, String slug, _) -> heartbeats.named(key, slug);
    };
  }

  private static String absent(Place place) {
    return place instanceof Named named && named.creating() ? NOT_CREATED : "not found";
  }

  private static Response.ResponseBuilder answer(Status status, String text) {
    return Response.status(status)
        .type(MediaType.TEXT_PLAIN_TYPE.withCharset("UTF-8"))
        .header("Ping-Body-Limit", PingBody.LIMIT)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .entity(text);
  }

  static Optional<UUID> uuid(String text) {
    try {
      return text.length() == UUID_LENGTH ? Optional.of(UUID.fromString(text)) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
