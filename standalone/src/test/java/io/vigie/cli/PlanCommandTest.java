package io.vigie.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.vigie.contract.check.Check;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against answers such as a running Vigie gives. */
final class PlanCommandTest {

  private static final String LIST =
      """
      vigie: 1
      system: shop
      environment: production
      route: shop-ops
      items:
        - { id: a, title: The page, http: https://a.example.com/ }
        - { id: b, http: https://b.example.com/ }
      """;

  @TempDir Path folder;

  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private HttpServer vigie;

  @BeforeEach
  void startSomethingLikeAVigie() throws IOException {
    vigie = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    vigie.createContext(
        "/",
        exchange -> {
          var answer = answers.get(exchange.getRequestURI().getPath());
          var body =
              (answer == null ? "{\"detail\":\"no\"}" : answer).getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(answer == null ? 404 : 200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    vigie.start();
  }

  @AfterEach
  void stopIt() {
    vigie.stop(0);
  }

  @Test
  void nothingChangesWhereAllIsWatchedAlready() throws Exception {
    watches(LIST);

    var call = plan(LIST);

    assertThat(call.exitCode()).isZero();
    assertThat(call.out()).isEmpty();
    assertThat(call.err()).contains("0 added, 0 removed, 0 changed");
  }

  @Test
  void saysWhatIsAddedRemovedAndChangedAndWhoIsTold() throws Exception {
    watches(LIST);
    answers.put("/api/v1/items/shop/production/a", item("passing", "PT1M", "shop-ops"));

    var call =
        plan(
            LIST.replace("title: The page,", "title: The page, every: 5m, route: web,")
                .replace("id: b", "id: c"));

    assertThat(call.exitCode()).isEqualTo(1);
    assertThat(call.out().lines())
        .containsExactly(
            "+ shop/production/c  c",
            "- shop/production/b  b",
            "~ shop/production/a  The page",
            "    route: shop-ops → web",
            "    every: 1m → 5m",
            "route shop-ops would now be told of shop/production/c",
            "route shop-ops would no longer be told of shop/production/a, shop/production/b",
            "route web would now be told of shop/production/a");
    assertThat(call.err()).contains("1 added, 1 removed, 1 changed");
  }

  @Test
  void saysWhatWouldNotApplyAnyMore() throws Exception {
    watches(LIST);
    answers.put("/api/v1/items/shop/production/a", item("passing", "PT1M", "shop-ops"));

    var call =
        plan(
            LIST.replace(
                "title: The page,",
                "title: The page, when: { holds: 'false', because: No page },"));

    assertThat(call.out()).contains("~ shop/production/a").contains("would not apply: No page");
  }

  @Test
  void printsAPlanAsJson() throws Exception {
    watches(LIST);
    answers.put("/api/v1/items/shop/production/a", item("passing", "PT1M", "shop-ops"));

    var call = plan(LIST.replace("title: The page,", "title: The page, every: 5m,"), "-o", "json");

    var json = new ObjectMapper().readTree(call.out());
    assertThat(json.get("added")).isEmpty();
    assertThat(json.get("removed")).isEmpty();
    assertThat(json.at("/changed/0/item").asText()).isEqualTo("shop/production/a");
    assertThat(json.at("/changed/0/fields/every/before").asText()).isEqualTo("1m");
    assertThat(json.at("/changed/0/fields/every/after").asText()).isEqualTo("5m");
  }

  @Test
  void oneFileSaysNothingOfOtherSystems() throws Exception {
    var other = LIST.replace("system: shop", "system: wiki");
    Files.writeString(folder.resolve("wiki.yaml"), other);
    watches(LIST);
    Files.writeString(folder.resolve("shop.yaml"), LIST);

    var all = Invocation.of("plan", folder.toString(), "--url", url());
    Files.delete(folder.resolve("shop.yaml"));
    var one = Invocation.of("plan", folder.resolve("wiki.yaml").toString(), "--url", url());
    var wholeFolder = Invocation.of("plan", folder.toString(), "--url", url());

    assertThat(all.err()).contains("0 added, 0 removed, 0 changed");
    assertThat(one.err()).contains("0 added, 0 removed, 0 changed");
    assertThat(wholeFolder.err()).contains("0 added, 2 removed, 0 changed");
  }

  @Test
  void refusesBrokenChecklists() throws Exception {
    watches(LIST);

    var call = plan(LIST.replace("http:", "htpp:"));

    assertThat(call.exitCode()).isEqualTo(2);
    assertThat(call.err()).contains("htpp").contains("vigie lint");
  }

  @Test
  void endsWithThreeWhereNoVigieAnswers() throws Exception {
    var call = plan(LIST, "--url", "http://127.0.0.1:1");

    assertThat(call.exitCode()).isEqualTo(3);
    assertThat(call.err()).contains("a Vigie must be running there");
  }

  private Invocation plan(String list, String... more) throws IOException {
    Files.writeString(folder.resolve("shop.yaml"), list);
    return more.length == 2 && more[0].equals("--url")
        ? Invocation.of("plan", folder.toString(), more[0], more[1])
        : more.length == 2
            ? Invocation.of("plan", folder.toString(), "--url", url(), more[0], more[1])
            : Invocation.of("plan", folder.toString(), "--url", url());
  }

  private String url() {
    return "http://127.0.0.1:" + vigie.getAddress().getPort();
  }

  private void watches(String list) throws IOException {
    Files.writeString(folder.resolve("shop.yaml"), list);
    List<Check> checks =
        Checklists.read(folder).checklists().stream()
            .flatMap(checklist -> checklist.checks().stream())
            .toList();
    answers.put(
        "/api/v1/definitions",
        checks.stream()
            .map(
                check ->
                    "{\"item\":\"%s\",\"title\":\"%s\",\"revision\":\"%s\",\"route\":\"%s\"}"
                        .formatted(
                            check.item(), check.meaning().title(), check.revision(), check.route()))
            .collect(Collectors.joining(",", "[", "]")));
  }

  private static String item(String state, String every, String route) {
    return """
    {"id": "shop/production/a", "title": "The page", "category": "general", "severity": "P1",
     "polarity": "required", "phase": null, "state": "%s", "declared": null,
     "definition": {"kind": "http", "settings": {"url": "https://a.example.com/"},
      "expect": ["status >= 200 && status < 300"], "warn": [], "locations": ["outside"],
      "quorum": null, "timeout": "PT10S", "schedule": {"type": "every", "every": "%s",
      "cron": [], "zone": null, "grace": "PT0S"}, "fails": 2, "of": 3, "recovers": 2,
      "retry": null, "confirm": null, "effect": "read-only", "route": "%s", "owner": null,
      "tags": [], "dependsOn": []}}
    """
        .formatted(state, every, route);
  }
}
