package io.vigie.alert.notify.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Vertx;
import io.vigie.alert.Samples;
import io.vigie.alert.incident.Posting;
import io.vigie.alert.incident.Posting.Telling;
import io.vigie.alert.notify.Attempt;
import io.vigie.alert.notify.ChannelSettings;
import io.vigie.alert.notify.Notifier;
import io.vigie.alert.notify.SendDeadline;
import io.vigie.alert.notify.WebCalls;
import io.vigie.alert.notify.prometheus.PrometheusAlert;
import io.vigie.alert.notify.story.Story;
import io.vigie.alert.notify.story.Tales;
import io.vigie.alert.notify.webhook.WebhookKind;
import io.vigie.contract.alert.Incident;
import io.vigie.contract.alert.IncidentId;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.Severity;
import io.vigie.contract.result.Outcome;
import io.vigie.testkit.hook.FakeHook;
import io.vigie.testkit.hook.HookProtocol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same with the real Alertmanager; skipped where it is not installed. */
class RealAlertmanagerTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final InstantSource clock = InstantSource.system();
  private final Instant failed =
      clock.instant().minus(Duration.ofMinutes(10)).truncatedTo(ChronoUnit.MILLIS);
  private Vertx vertx;
  private WebCalls calls;
  private FakeHook hook;
  private RealAlertmanager alertmanager;
  private Notifier notifier;

  @BeforeEach
  void start(@TempDir Path folder) throws IOException {
    assumeTrue(Files.isExecutable(RealAlertmanager.PROGRAM), "no Alertmanager is installed");
    vertx = Vertx.vertx();
    calls = new WebCalls(vertx, new SendDeadline(Duration.ofSeconds(10)));
    hook = FakeHook.start(HookProtocol.anything());
    alertmanager = RealAlertmanager.start(folder, hook.url());
    notifier =
        new AlertmanagerKind(calls, clock)
            .open(new ChannelSettings("am", Map.of("url", alertmanager.url())));
  }

  @AfterEach
  void stop() {
    if (vertx != null) {
      notifier.close();
      alertmanager.close();
      hook.close();
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  @Test
  void anAlertStaysOpenLongerThanItsResolveTimeoutAndIsClosedByItsResolution() {
    assertThat(send(Telling.OPENED)).isInstanceOf(Attempt.Delivered.class);
    JsonNode fired = hook.awaitTaken(1, PATIENCE).getFirst().json();
    assertThat(fired.path("status").textValue()).isEqualTo("firing");
    assertThat(alertmanager.alerts()).hasSize(1);
    assertThat(Instant.parse(alertmanager.alerts().at("/0/endsAt").textValue()))
        .isAfter(clock.instant().plus(Duration.ofDays(364)));

    assertThat(send(Telling.RESOLVED)).isInstanceOf(Attempt.Delivered.class);
    JsonNode resolved = hook.awaitTaken(2, PATIENCE).getLast().json();
    assertThat(resolved.path("status").textValue()).isEqualTo("resolved");
    assertThat(Instant.parse(resolved.at("/alerts/0/endsAt").textValue()))
        .isEqualTo(failed.plus(Duration.ofMinutes(5)));
    assertThat(alertmanager.alerts()).isEmpty();
  }

  @Test
  void toldTwiceIsToldOnce() {
    send(Telling.OPENED);
    send(Telling.OPENED);
    hook.awaitTaken(1, PATIENCE);
    send(Telling.RESOLVED);
    send(Telling.RESOLVED);
    hook.awaitTaken(2, PATIENCE);
    assertThat(alertmanager.alerts()).isEmpty();
    assertThat(hook.requests()).isEqualTo(2);
  }

  @Test
  void ourWebhooksAreLikeItsOwn() {
    send(Telling.OPENED);
    JsonNode theirs = hook.awaitTaken(1, PATIENCE).getFirst().json();
    try (FakeHook direct = FakeHook.start(HookProtocol.anything());
        Notifier webhook =
            new WebhookKind(calls, clock)
                .open(new ChannelSettings("hook", Map.of("url", direct.url())))) {
      webhook.send(story(Telling.OPENED), Optional.empty());
      JsonNode ours = direct.taken().getFirst().json();
      assertThat(names(ours)).isEqualTo(names(theirs));
      assertThat(names(ours.at("/alerts/0"))).isEqualTo(names(theirs.at("/alerts/0")));
      for (String same :
          List.of(
              "/version",
              "/groupKey",
              "/status",
              "/receiver",
              "/truncatedAlerts",
              "/groupLabels",
              "/commonLabels",
              "/commonAnnotations",
              "/alerts")) {
        assertThat(ours.at(same)).as(same).isEqualTo(theirs.at(same));
      }
    }
    assertThat(theirs.at("/alerts/0/fingerprint").textValue())
        .isEqualTo(PrometheusAlert.of(story(Telling.OPENED)).fingerprint());
  }

  private static Set<String> names(JsonNode node) {
    Set<String> names = new TreeSet<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private Attempt send(Telling telling) {
    return notifier.send(story(telling), Optional.empty());
  }

  private Story story(Telling telling) {
    Check check = Samples.check("CH-001");
    Incident incident =
        new Incident(
            IncidentId.of(check.item(), failed),
            1,
            check.item(),
            Severity.P0,
            "La connexion répond",
            failed,
            failed.plusSeconds(20),
            telling == Telling.OPENED
                ? Optional.empty()
                : Optional.of(failed.plus(Duration.ofMinutes(5))),
            Optional.empty(),
            new Outcome.Failed(Samples.failure("status was 503 <!here> \"quoted\"")),
            telling == Telling.OPENED ? "" : "200 in 12 ms");
    return Story.of(
        new Posting(
            List.of(UUID.randomUUID()),
            "am",
            telling,
            incident,
            check,
            1,
            Optional.empty(),
            false,
            failed),
        Tales.VOICE);
  }
}
