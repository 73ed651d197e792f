package io.vigie.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigie.embedded.Ports;
import io.vigie.testkit.target.HttpTarget;
import io.vigie.testkit.target.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What an item says of when, how often and from where, in the running program: a second runner, at
 * a second place, sees what the first does not. Each place has its own word for the page that it
 * asks for, as a secret.
 */
class PoliciesFlowTest {

  private static final String SYSTEM = "/api/v1/items/policies/production/";

  @TempDir Path folder;

  private final HttpTarget target = HttpTarget.start();
  private Scene scene;
  private VigieProcess vigie;
  private VigieProcess inside;

  @BeforeEach
  void start() throws IOException {
    AtomicInteger tries = new AtomicInteger();
    target
        .answer("/fine", Reply.ok("fine"))
        .answer("/broken", Reply.status(500))
        .answer("/late", Reply.ok("fine"))
        .answer("/late-fine", Reply.ok("fine"))
        .answer("/late-broken", Reply.ok("fine"))
        .answer("/flaky", _ -> Reply.status(tries.incrementAndGet() % 2 == 1 ? 503 : 200));
    scene = new Scene(folder);
    Files.delete(scene.checklists.resolve("shop.yaml"));
    Files.writeString(scene.checklists.resolve("policies.yaml"), checklist());
    Files.writeString(scene.settings, places(), StandardOpenOption.APPEND);
    vigie = scene.up(Ports.free());
    vigie.awaitReady();
    inside = VigieProcess.runner(folder, "inside", Map.of("SEEN", "broken", "HIDDEN", "fine"));
  }

  /** From outside, the page of the one word is fine and that of the other is not. */
  private String places() throws IOException {
    Path secrets = Files.createDirectories(folder.resolve("secrets"));
    Files.writeString(secrets.resolve("SEEN"), "fine");
    Files.writeString(secrets.resolve("HIDDEN"), "broken");
    return "vigie.runner.secrets-dir=" + secrets + "\n";
  }

  private String checklist() {
    return """
    vigie: 1
    system: policies
    environment: production
    owner: shop
    zone: UTC
    vars: { at: "http://127.0.0.1:%1$d" }
    defaults: { every: 1s, timeout: 900ms, fails: 1, recovers: 1 }
    items:
      - id: RETRY
        retry: { times: 1, backoff: 50ms }
        timeout: 300ms
        http: "${at}/flaky"
      - id: OPEN
        between: "%2$s"
        http: "${at}/fine"
      - id: CLOSED
        between: "%3$s"
        http: "${at}/fine"
      - id: PAGE-${page}
        matrix: { page: [fine, broken] }
        http: "${at}/${page}"
      - id: BOTH
        location: [outside, inside]
        quorum: 2 of 2
        http: "${at}/${secret:SEEN}"
      - id: EITHER
        location: [outside, inside]
        quorum: 1 of 2
        http: "${at}/${secret:SEEN}"
      - id: DENIED
        confirm: { location: inside }
        http: "${at}/late-${secret:HIDDEN}"
      - id: CONFIRMED
        confirm: { location: inside }
        http: "${at}/late"
    """
        .formatted(target.port(), hours(-2, 4), hours(6, 8));
  }

  /** A span of the day, relative to now; it may go over midnight. */
  private static String hours(int from, int to) {
    int now = InstantSource.system().instant().atZone(ZoneOffset.UTC).getHour();
    return "%02d:00-%02d:00".formatted((now + from + 24) % 24, (now + to) % 24);
  }

  @AfterEach
  void stop() {
    inside.close();
    vigie.close();
    scene.close();
    target.close();
  }

  @Test
  void eachPolicyHasItsEffect() throws Exception {
    aFailedAttemptIsFollowedByAnother();
    whatHasItsHoursIsLookedAtInThemOnly();
    aMatrixIsOneItemForEachValue();
    aFailureCountsWhereAsManyPlacesAsTheQuorumSeeIt();
    aFailureThatTheOtherPlaceDoesNotSeeIsNotBelieved();
    aFailureThatTheOtherPlaceSeesTooIsTold();
  }

  private void aFailedAttemptIsFollowedByAnother() {
    awaitState("RETRY", "passing");
    Eventually.holds(
        Scene.PATIENCE,
        () ->
            assertThat(results("RETRY"))
                .anySatisfy(
                    result -> {
                      assertThat(result.path("outcome").asText()).isEqualTo("passed");
                      assertThat(result.path("facts").path("attempt.1").asText()).contains("503");
                    }));
  }

  private void whatHasItsHoursIsLookedAtInThemOnly() throws Exception {
    awaitState("OPEN", "passing");
    assertThat(results("CLOSED")).isEmpty();
    JsonNode closed = item("CLOSED");
    assertThat(closed.path("state").asText()).isEqualTo("pending");
    assertThat(Instant.parse(closed.path("details").path("nextDue").asText()))
        .isAfter(InstantSource.system().instant().plusSeconds(3600));
  }

  private void aMatrixIsOneItemForEachValue() {
    awaitState("PAGE-fine", "passing");
    awaitState("PAGE-broken", "failing");
  }

  private void aFailureCountsWhereAsManyPlacesAsTheQuorumSeeIt() throws Exception {
    awaitState("EITHER", "failing");
    awaitState("BOTH", "passing");
    assertThat(outcomesByPlace("BOTH")).contains("inside failed", "outside passed");
    assertThat(item("BOTH").path("incident").isTextual()).isFalse();
  }

  private void aFailureThatTheOtherPlaceDoesNotSeeIsNotBelieved() throws Exception {
    awaitState("DENIED", "passing");
    target.answer("/late-broken", Reply.status(500));
    Eventually.holds(
        Scene.PATIENCE,
        () -> assertThat(outcomesByPlace("DENIED")).contains("inside passed", "outside failed"));
    assertThat(item("DENIED").path("incident").isTextual()).isFalse();
    assertThat(scene.rootsAbout("DENIED")).isEmpty();
  }

  private void aFailureThatTheOtherPlaceSeesTooIsTold() throws Exception {
    awaitState("CONFIRMED", "passing");
    target.answer("/late", Reply.status(500));
    awaitState("CONFIRMED", "failing");
    assertThat(outcomesByPlace("CONFIRMED")).contains("inside failed", "outside failed");
    assertThat(item("CONFIRMED").path("incident").isTextual()).isTrue();
    Eventually.holds(Scene.PATIENCE, () -> assertThat(scene.rootsAbout("CONFIRMED")).hasSize(1));
  }

  private void awaitState(String item, String state) {
    Eventually.holds(
        Scene.PATIENCE,
        () -> assertThat(item(item).path("state").asText()).as(item).isEqualTo(state));
  }

  private JsonNode item(String item) throws Exception {
    return vigie.json(SYSTEM + item);
  }

  private List<JsonNode> results(String item) throws Exception {
    List<JsonNode> results = new ArrayList<>();
    vigie.json(SYSTEM + item + "/results?limit=100").path("items").forEach(results::add);
    return results;
  }

  private Set<String> outcomesByPlace(String item) throws Exception {
    Set<String> outcomes = new TreeSet<>();
    for (JsonNode result : results(item)) {
      outcomes.add(result.path("location").asText() + " " + result.path("outcome").asText());
    }
    return outcomes;
  }
}
