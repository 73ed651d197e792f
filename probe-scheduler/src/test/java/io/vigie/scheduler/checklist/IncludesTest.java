package io.vigie.scheduler.checklist;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.check.Check;
import io.vigie.contract.check.ChecklistReport;
import io.vigie.contract.check.RollUp;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IncludesTest {

  private static final String HTTPS =
      """
      vigie: 1
      group: https
      parameters: [host]
      vars: { base: "https://${host}" }
      items:
        - id: "tls-${host}"
          title: ${host} speaks TLS
          http: "${base}/"
        - id: "both-${host}"
          rollup: { all: ["tls-${host}", home] }
      """;

  @TempDir Path folder;
  private Desk desk;

  @BeforeEach
  void sitDown() {
    desk = new Desk(folder).write("shared/https.yaml", HTTPS);
  }

  @Test
  void aGroupIsPartOfTheChecklistWithTheValuesThatItIsGiven() {
    Map<String, Check> items =
        desk.items(
            """
            owner: shop
            defaults: { severity: P2 }
            vars: { domain: example.com }
            include:
              - { file: shared/https.yaml, with: { host: "a.${domain}" } }
              - { file: shared/https.yaml, with: { host: "b.${domain}:8443" }, prefix: B- }
            items: [{ id: home, http: https://example.com/ }]
            """);

    assertThat(items.keySet())
        .containsExactlyInAnyOrder(
            "home",
            "tls-a.example.com",
            "both-a.example.com",
            "B-tls-b.example.com-8443",
            "B-both-b.example.com-8443");
    Check tls = items.get("B-tls-b.example.com-8443");
    assertThat(tls.meaning().title()).isEqualTo("b.example.com:8443 speaks TLS");
    assertThat(tls.meaning().severity().word()).isEqualTo("P2");
    assertThat(tls.meaning().owner().orElseThrow().team()).isEqualTo("shop");
    assertThat(tls.order().orElseThrow().settings().toString())
        .contains("https://b.example.com:8443/");
  }

  @Test
  void itsItemsNameEachOtherAndThoseOfTheChecklist() {
    Map<String, Check> items =
        desk.write(
                "shared/https.yaml",
                HTTPS
                    .replace("\"tls-${host}\", home", "tls, home")
                    .replace("id: \"tls-${host}\"", "id: tls"))
            .items(
                """
                include: [{ file: shared/https.yaml, with: { host: a }, prefix: A- }]
                items: [{ id: home, http: https://example.com/ }]
                """);

    assertThat(((RollUp) items.get("A-both-a").nature()).members())
        .extracting(id -> id.item())
        .containsExactly("A-tls", "home");
  }

  @Test
  void groupsMayIncludeGroups() {
    desk.write(
        "shared/all.yaml",
        """
        vigie: 1
        group: all
        parameters: [domain]
        include:
          - { file: https.yaml, with: { host: "a.${domain}" }, prefix: x }
        """);

    assertThat(
            desk.items(
                    """
                    include: [{ file: shared/all.yaml, with: { domain: example.com }, prefix: y }]
                    items: [{ id: home, http: https://example.com/ }]
                    """)
                .keySet())
        .containsExactlyInAnyOrder("home", "yxtls-a.example.com", "yxboth-a.example.com");
  }

  @Test
  void aMistakeInAGroupIsToldOnceWithItsOwnLineAndTheIncludeThatLedThere() {
    desk.write("shared/https.yaml", HTTPS.replace("title:", "titel:"));
    String include = "include: [{ file: shared/https.yaml, with: { host: a } }]\n";
    String items = "items: [{ id: home, http: https://example.com/ }]\n";
    desk.write("a.yaml", Desk.HEAD + include + items);
    desk.write("b.yaml", Desk.HEAD.replace("staging", "production") + include + items);

    assertThat(desk.problems())
        .containsExactly(
            "shared/https.yaml:7:5: items[0].titel: unknown key, nearest known key: \"title\""
                + " (included by a.yaml:4:11)");
    assertThat(desk.read().checklists()).isEmpty();
  }

  @Test
  void theReportOfAChecklistPointsIntoTheChecklist() {
    desk.write("shared/https.yaml", HTTPS.replace("title:", "titel:"));
    desk.write("a.yaml", Desk.HEAD + "include: [{ file: shared/https.yaml, with: { host: a } }]\n");

    ChecklistReport.Problem told = desk.read().files().getFirst().problems().getFirst().toReport();

    assertThat(told.line()).isEqualTo(4);
    assertThat(told.path()).isEqualTo("include[0]");
    assertThat(told.message()).contains("https.yaml:7:5: items[0].titel: unknown key");
  }

  @Test
  void aGroupByItselfIsNoChecklistButIsJudged() {
    desk.write("shared/https.yaml", HTTPS.replace("${base}/", "${bsae}/"));

    Reading reading = desk.read();

    assertThat(reading.checklists()).isEmpty();
    assertThat(desk.problems())
        .containsExactly(
            "shared/https.yaml:8:11: items[0].http: unknown variable \"bsae\", nearest known"
                + " variable: \"base\"");
  }

  @Test
  void whatDependsOnItsParametersIsNotHeldAgainstIt() {
    desk.write(
        "shared/https.yaml",
        """
        vigie: 1
        group: any
        parameters: [url, often]
        items: [{ id: x, http: "${url}", every: "${often}", expect: ["body == '${url}'"] }]
        """);

    assertThat(desk.problems()).isEmpty();
  }

  @Test
  void aChangeOfTheGroupIsAChangeOfTheChecklist() {
    String lines =
        """
        include: [{ file: shared/https.yaml, with: { host: a } }]
        items: [{ id: home, http: https://example.com/ }]
        """;
    String before = desk.items(lines).get("tls-a").revision();
    desk.write("shared/https.yaml", HTTPS.replace("speaks TLS", "is safe"));

    assertThat(desk.items(lines).get("tls-a").revision()).isNotEqualTo(before);
  }

  @Test
  void oneFileMayIncludeWhatLiesBesideIt() {
    desk.write(
        "a.yaml",
        Desk.HEAD
            + "include: [{ file: shared/https.yaml, with: { host: a } }]\n"
            + "items: [{ id: home, http: https://example.com/ }]\n");

    Reading reading = desk.read(folder.resolve("a.yaml"));

    assertThat(reading.problems()).isEmpty();
    assertThat(reading.checklists().getFirst().checks()).hasSize(3);
  }

  @Test
  void includesDoNotGrowBeyondMeasure() {
    StringBuilder many = new StringBuilder("include:\n");
    for (int i = 0; i < 1_100; i++) {
      many.append("  - { file: shared/https.yaml, with: { host: h").append(i).append(" } }\n");
    }
    desk.write("a.yaml", Desk.HEAD + many + "items: [{ id: home, http: https://example.com/ }]\n");

    List<String> problems = desk.problems();

    assertThat(problems)
        .contains(
            "a.yaml:1005:5: include[1000]: a checklist must have at most 1000 includes in all, had"
                + " more");
  }
}
