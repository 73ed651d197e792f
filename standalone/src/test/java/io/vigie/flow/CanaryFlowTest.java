package io.vigie.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigie.embedded.Ports;
import io.vigie.testkit.mail.FakeMailServer;
import io.vigie.testkit.slack.FakeSlack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A secret of its own in every place that can hold one, and targets that say all of them back: none
 * is found again in what Vigie keeps, shows, logs or sends. Beside each goes something as rare that
 * is no secret, which must be found, or nobody would have looked.
 */
class CanaryFlowTest {

  private static final String SYSTEM = "/api/v1/items/canary/production/";
  private static final Pattern LINK = Pattern.compile("href=\"(/[^\"#]*)\"");
  private static final int MOST_PAGES = 60;

  /** Those that come after a failure, that only sign, or that are for Slack and the mail server. */
  private static final Set<String> NEVER_SAID =
      Set.of(
          "roundtrip-smtp",
          "scenario-pos",
          "sink-secret",
          "hook-secret",
          "slack-token",
          "mail-password",
          "mysql-login",
          "mongodb-login",
          "client-key-line");

  @TempDir Path folder;

  private final Canaries canaries = new Canaries();
  private final Canaries decoys = new Canaries();
  private final String planted = decoys.adopt("planted", "planted" + Canaries.letters());
  private Set<String> items;
  private Scene scene;
  private Parrots parrots;
  private VigieProcess vigie;

  @BeforeEach
  void start() throws IOException {
    scene = new Scene(folder);
    parrots = new Parrots();
    CanaryChecklist checklist = new CanaryChecklist(canaries, parrots, planted);
    Files.writeString(scene.checklists.resolve("canary.yaml"), checklist.written());
    items = checklist.items();
    canaries.settleIn(folder.resolve("secrets"));
    canaries.settleKeyIn(folder.resolve("secrets"));
    Files.writeString(scene.settings, settings(), StandardOpenOption.APPEND);
    vigie = scene.up(Ports.free());
    vigie.awaitReady();
  }

  @AfterEach
  void stop() {
    vigie.close();
    parrots.close();
    scene.close();
  }

  private String settings() {
    canaries.adopt("slack-token", FakeSlack.TOKEN);
    canaries.adopt("mail-password", FakeMailServer.PASSWORD);
    return """
    vigie.runner.secrets-dir=%s
    vigie.runner.sink.port=%d
    vigie.runner.sink.secret=%s
    vigie.alert.channels.hook.type=webhook
    vigie.alert.channels.hook.url=http://127.0.0.1:%d/hook?key=%s
    vigie.alert.channels.hook.secret=%s
    vigie.alert.channels.hook.tls=none
    vigie.alert.routes.default=slack,mail,hook,teams,ntfy,pagerduty,alertmanager
    """
            .formatted(
                folder.resolve("secrets"),
                Ports.free(),
                canaries.hatch("sink-secret", "-._~"),
                parrots.http,
                canaries.hatch("hook-address", "-._~"),
                canaries.hatch("hook-secret", "-._~-._~"))
        + overTls("teams", "url=https://localhost:%d/teams?sig=%s", "-._~")
        + overTls("ntfy", "server=https://localhost:%d\n…topic=nest\n…token=%s", "_")
        + overTls("pagerduty", "api=https://localhost:%d\n…routing-key=%s", "")
        + overTls("alertmanager", "url=https://localhost:%d/am\n…token=%s", "-._~");
  }

  /** A channel of the type of its name, with one secret, at the parrot that speaks TLS. */
  private String overTls(String name, String settings, String special) {
    String all = "…type=" + name + "\n…trust=" + trusted() + "\n…" + settings + "\n";
    return all.replace("…", "vigie.alert.channels." + name + ".")
        .formatted(parrots.https, canaries.hatch(name + "-secret", special));
  }

  private Path trusted() {
    try {
      return Files.writeString(folder.resolve("parrot.pem"), parrots.identity.chainPem());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void noSecretIsFoundAgainAnywhere() throws Exception {
    awaitEverythingWasLookedAt();
    awaitEverybodyWasTold();
    awaitEverySecretWasSaid();

    Map<String, String> places = new LinkedHashMap<>();
    Kept kept = new Kept(folder.resolve("data"));
    places.put("records", kept.records());
    places.put("segments", kept.segments());
    places.put("tables", kept.tables());
    places.put("pages", pages());
    places.put("answers of the API", exports());
    places.put("Slack", scene.slack.messages().toString());
    places.put("mail", scene.mail.mails().toString());
    places.put("webhook", parrots.hooked());
    places.forEach(
        (place, text) ->
            assertThat(decoys.foundIn(text)).as("what is no secret in %s", place).isNotEmpty());
    places.put("output", output());
    places.put("logs", kept.logs());

    Map<String, List<String>> found = new LinkedHashMap<>();
    places.forEach((place, text) -> found.put(place, canaries.foundIn(text)));
    found.values().removeIf(List::isEmpty);
    assertThat(found).as("secrets by place").isEmpty();
  }

  private void awaitEverythingWasLookedAt() {
    for (String item : items) {
      Eventually.holds(
          Scene.PATIENCE,
          () -> {
            JsonNode results = vigie.json(SYSTEM + item + "/results?limit=5").path("items");
            assertThat(results).as(item).isNotEmpty();
            // A secret that was not there, or not sent, proves nothing.
            assertThat(results.toString()).doesNotContain("secret-missing", "settings-unreadable");
          });
    }
  }

  /** A secret that nobody was told proves nothing. */
  private void awaitEverySecretWasSaid() {
    Eventually.holds(
        Scene.PATIENCE,
        () ->
            assertThat(canaries.missingIn(parrots.heard()))
                .containsExactlyInAnyOrderElementsOf(NEVER_SAID));
  }

  /**
   * Each failing item is told to each channel, or is told with one that is; and the webhook's own
   * refusal is known too.
   */
  private void awaitEverybodyWasTold() {
    List<String> failing = items.stream().filter(item -> !item.equals("DB")).toList();
    Eventually.holds(
        Scene.PATIENCE,
        () -> {
          Set<String> folded = incidents("folded=true");
          Set<String> leading = incidents("folded=false");
          assertThat(leading).hasSizeGreaterThan(3);
          assertThat(failing).allMatch(item -> folded.contains(item) || leading.contains(item));
          List<String> told = leading.stream().map(item -> item + " " + planted).toList();
          assertThat(scene.slack.messages().toString()).contains(told);
          assertThat(scene.mail.mails().toString()).contains(told);
          assertThat(parrots.hooked()).contains(told);
          assertThat(output())
              .contains(
                  "webhook answered 400",
                  "teams answered 400",
                  "ntfy answered 400",
                  "pagerduty answered 400",
                  "alertmanager answered 400");
        });
  }

  /** The items of the incidents that are open and have this. */
  private Set<String> incidents(String which) throws Exception {
    JsonNode found = vigie.json("/api/v1/incidents?system=canary&limit=200&" + which).path("items");
    return StreamSupport.stream(found.spliterator(), false)
        .map(incident -> incident.path("item").asText())
        .map(item -> item.substring(item.lastIndexOf('/') + 1))
        .collect(Collectors.toSet());
  }

  private String output() throws IOException {
    return Files.readString(folder.resolve("vigie.log"));
  }

  /** Every page that can be reached from the first. */
  private String pages() throws Exception {
    StringBuilder all = new StringBuilder();
    Deque<String> next = new ArrayDeque<>(List.of("/"));
    Set<String> seen = new HashSet<>(next);
    while (!next.isEmpty() && seen.size() < MOST_PAGES) {
      String page = vigie.get(next.removeFirst()).body();
      all.append(page);
      Matcher links = LINK.matcher(page);
      while (links.find()) {
        String link = links.group(1).replace("&amp;", "&");
        if (seen.add(link)) {
          next.addLast(link);
        }
      }
    }
    assertThat(seen).anyMatch(page -> page.startsWith("/items/canary/production/"));
    return all.toString();
  }

  private String exports() throws Exception {
    StringBuilder all = new StringBuilder();
    List<String> paths =
        new ArrayList<>(
            List.of(
                "/api/v1/systems",
                "/api/v1/systems/canary/production",
                "/api/v1/systems/canary/production/verdict",
                "/api/v1/systems/canary/production/items",
                "/api/v1/checklists",
                "/api/v1/incidents",
                "/q/metrics"));
    items.forEach(
        item -> paths.addAll(List.of(SYSTEM + item, SYSTEM + item + "/results?limit=100")));
    for (JsonNode incident : vigie.json("/api/v1/incidents").path("items")) {
      paths.add("/api/v1/incidents/" + incident.path("id").asText());
    }
    for (String path : paths) {
      all.append(vigie.get(path).body()).append('\n');
    }
    return all.toString();
  }
}
