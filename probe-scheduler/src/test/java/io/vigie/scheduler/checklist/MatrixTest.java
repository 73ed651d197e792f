package io.vigie.scheduler.checklist;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.check.Check;
import io.vigie.contract.check.Dependency;
import io.vigie.contract.check.RollUp;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MatrixTest {

  @TempDir Path folder;

  @Test
  void makesOneItemOfEachValueNamedAfterIt() {
    Map<String, Check> items =
        items(
            """
            items:
              - id: TLS
                title: ${host} speaks TLS
                matrix: { host: [a.example.com, "b.example.com:8443"] }
                http: "https://${host}/"
            """);

    assertThat(items.keySet()).containsOnly("TLS.a.example.com", "TLS.b.example.com-8443");
    assertThat(items.get("TLS.a.example.com").meaning().title())
        .isEqualTo("a.example.com speaks TLS");
  }

  @Test
  void makesOneOfEachCombinationAndTheOrderIsOfNoAccount() {
    String lines =
        """
        items:
          - id: page
            matrix: { host: [a, b], path: [x, y] }
            http: "https://${host}/${path}"
        """;

    Map<String, Check> items = items(lines);

    assertThat(items.keySet()).containsOnly("page.a.x", "page.a.y", "page.b.x", "page.b.y");
    assertThat(items(lines.replace("[a, b]", "[b, a]").replace("[x, y]", "[y, x]")))
        .isEqualTo(items);
  }

  @Test
  void anIdMayBeComposed() {
    assertThat(
            items(
                    """
                    items:
                      - { id: "TLS-${host}", matrix: { host: [a, b/c] }, http: "https://${host}/" }
                    """)
                .keySet())
        .containsOnly("TLS-a", "TLS-b-c");
  }

  @Test
  void takesTheListsFromVariablesAndKeepsTheTypesOfValues() {
    Map<String, Check> items =
        items(
            """
            vars: { main: a.example.com }
            items:
              - id: port
                matrix: { host: ["${main}"], port: [80, 443] }
                http: { url: "https://${host}/", port: "${port}" }
            """);

    assertThat(items.keySet()).containsOnly("port.a.example.com.80", "port.a.example.com.443");
  }

  @Test
  void othersMayNameAllOfThemTogether() {
    Map<String, Check> items =
        items(
            """
            items:
              - { id: tls, matrix: { host: [a, b] }, http: "https://${host}/" }
              - { id: all, rollup: { any: [tls, tls.a] } }
              - { id: home, http: https://a.example.com/, dependsOn: [tls] }
            """);

    assertThat(((RollUp) items.get("all").nature()).members())
        .extracting(id -> id.item())
        .containsExactly("tls.a", "tls.b");
    assertThat(items.get("home").dependsOn())
        .extracting(Dependency::text)
        .containsExactly("shop/staging/tls.a", "shop/staging/tls.b");
  }

  @Test
  void aMistakeIsToldOnceAndNotForEachValue() {
    Desk desk =
        new Desk(folder)
            .write(
                "shop.yaml",
                Desk.HEAD
                    + """
                    items:
                      - { id: tls, matrix: { host: [a, b] }, http: "https://${host}/", evry: 5m }
                    """);

    assertThat(desk.problems())
        .containsExactly(
            "shop.yaml:5:68: items[0].evry: unknown key, nearest known key: \"every\"");
  }

  private Map<String, Check> items(String lines) {
    return new Desk(folder).items(lines);
  }
}
