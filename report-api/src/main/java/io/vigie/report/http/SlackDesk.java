package io.vigie.report.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vigie.contract.alert.Incident;
import io.vigie.contract.alert.IncidentId;
import io.vigie.contract.alert.Matcher;
import io.vigie.contract.check.ItemId;
import io.vigie.report.record.UnpublishedException;
import io.vigie.report.slack.SlackAction;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URLDecoder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Does what is asked for with a button in Slack, which waits three seconds for an answer. The same
 * request becomes the same command, so that whoever sees it again, on whichever replica, has seen
 * it.
 */
@ApplicationScoped
public class SlackDesk {

  private static final Duration PATIENCE = Duration.ofMillis(2_500);
  private static final Duration SILENCE = Duration.ofHours(1);
  private static final String PAYLOAD = "payload=";

  private final IncidentDesk incidents;
  private final SilenceDesk silences;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  @Inject
  SlackDesk(IncidentDesk incidents, SilenceDesk silences) {
    this.incidents = incidents;
    this.silences = silences;
  }

  @PreDestroy
  void close() {
    threads.shutdownNow();
  }

  /** Returns when it is on its way. */
  void take(String signature, String form) {
    List<SlackAction> actions =
        payload(form)
            .flatMap(SlackAction::in)
            .orElseThrow(
                () ->
                    ProblemException.badRequest(
                        "payload: must be a JSON object with actions, was not"));
    Future<?> doing = threads.submit(() -> actions.forEach(one -> act(signature, one)));
    try {
      doing.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new UnpublishedException("slack: not done within " + PATIENCE, e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new UnpublishedException("slack: not done", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnpublishedException("slack: interrupted while waiting", e);
    }
  }

  private void act(String signature, SlackAction action) {
    UUID command =
        UUID.nameUUIDFromBytes(("slack:" + signature + ":" + action.kind().id()).getBytes(UTF_8));
    IncidentId id = Asked.incident(action.value());
    switch (action.kind()) {
      case ACKNOWLEDGE -> incidents.acknowledge(command, id, action.user());
      case SILENCE -> {
        Incident incident = incidents.require(id);
        silences.mute(command, action.user(), only(incident.item()), "asked for in Slack", SILENCE);
      }
    }
  }

  private static Matcher only(ItemId item) {
    return new Matcher(
        Optional.of(item.system()),
        Optional.of(item.environment()),
        Optional.of(item.item()),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static Optional<String> payload(String form) {
    for (String field : form.split("&", -1)) {
      if (field.startsWith(PAYLOAD)) {
        return decoded(field.substring(PAYLOAD.length()));
      }
    }
    return Optional.empty();
  }

  private static Optional<String> decoded(String text) {
    try {
      return Optional.of(URLDecoder.decode(text, UTF_8));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
