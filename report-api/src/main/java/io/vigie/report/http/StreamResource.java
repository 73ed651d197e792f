package io.vigie.report.http;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.MultiEmitter;
import io.vigie.contract.check.ItemId;
import io.vigie.report.ReportSettings;
import io.vigie.report.record.Change;
import io.vigie.report.record.ChangeFeed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.InstantSource;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;

/** What changes, while it changes. */
@Path("/api/v1/stream")
@Tag(name = "stream")
public class StreamResource {

  /** A reader that is further behind than this is cut off; it comes back and looks anew. */
  private static final int FURTHEST_BEHIND = 512;

  private final ChangeFeed feed;
  private final InstantSource clock;
  private final ReportSettings.Stream settings;

  @Inject
  StreamResource(ChangeFeed feed, InstantSource clock, ReportSettings settings) {
    this.feed = feed;
    this.clock = clock;
    this.settings = settings.stream();
  }

  /** The body of a {@code changed} event. */
  record Changed(String kind, String system, String environment, String item, long version) {
    static Changed of(Change change) {
      Optional<ItemId> item = change.item();
      return new Changed(
          change.kind().word(),
          item.map(ItemId::system).orElse(null),
          item.map(ItemId::environment).orElse(null),
          item.map(ItemId::item).orElse(null),
          change.version());
    }
  }

  /** The body of a {@code beat} event. */
  record Beat(String asOf) {}

  @GET
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @ResponseHeader(name = "Cache-Control", value = "no-store")
  @ResponseHeader(name = "X-Accel-Buffering", value = "no")
  @Operation(
      operationId = "stream",
      summary = "Server-Sent Events of what changed",
      description =
          "Events named `changed` say what to look at again: kind (check, state, incident, silence,"
              + " checklist, all; result only for the one item asked for), system, environment,"
              + " item, version. A comment and an event named `beat` come every 15 s. A slow reader"
              + " is cut off and must look at everything again when it comes back.")
  public Multi<OutboundSseEvent> stream(
      @Context Sse sse,
      @Parameter(description = "Only this system") @QueryParam("system") String system,
      @Parameter(description = "Only this environment") @QueryParam("environment")
          String environment,
      @Parameter(description = "Only this item, and its results too") @QueryParam("item")
          String item) {
    Wanted wanted =
        new Wanted(
            Asked.name("system", system),
            Asked.name("environment", environment),
            Optional.ofNullable(item));
    if (feed.watchers() >= settings.maxWatchers()) {
      throw ProblemException.unavailable(
          "stream: at most " + settings.maxWatchers() + " watchers are served, all are taken");
    }
    Multi<OutboundSseEvent> changes =
        Multi.createFrom()
            .<Change>emitter(emitter -> watch(emitter, wanted))
            .onOverflow()
            .buffer(FURTHEST_BEHIND)
            .map(change -> event(sse, "changed", Changed.of(change)));
    Multi<OutboundSseEvent> beats =
        Multi.createFrom()
            .ticks()
            .every(settings.heartbeat())
            .onOverflow()
            .drop()
            .map(_ -> beat(sse));
    return Multi.createBy().merging().streams(beats, changes);
  }

  /** Which changes a reader wants. */
  private record Wanted(
      Optional<String> system, Optional<String> environment, Optional<String> item) {
    boolean includes(Change change) {
      return switch (change.kind()) {
        case ALL, CHECKLIST, SILENCE -> true;
        case RESULT -> item.isPresent() && covers(change);
        case CHECK, STATE, INCIDENT -> covers(change);
      };
    }

    private boolean covers(Change change) {
      return change.item().filter(this::covers).isPresent();
    }

    private boolean covers(ItemId id) {
      return system.map(id.system()::equals).orElse(true)
          && environment.map(id.environment()::equals).orElse(true)
          && item.map(id.item()::equals).orElse(true);
    }
  }

  private void watch(MultiEmitter<? super Change> emitter, Wanted wanted) {
    ChangeFeed.Watching watching =
        feed.watch(
            change -> {
              if (wanted.includes(change)) {
                emitter.emit(change);
              }
            });
    emitter.onTermination(watching::close);
  }

  private OutboundSseEvent beat(Sse sse) {
    return sse.newEventBuilder()
        .comment("heartbeat")
        .name("beat")
        .mediaType(MediaType.APPLICATION_JSON_TYPE)
        .data(new Beat(clock.instant().toString()))
        .build();
  }

  private static OutboundSseEvent event(Sse sse, String name, Object body) {
    return sse.newEventBuilder()
        .name(name)
        .mediaType(MediaType.APPLICATION_JSON_TYPE)
        .data(body)
        .build();
  }
}
