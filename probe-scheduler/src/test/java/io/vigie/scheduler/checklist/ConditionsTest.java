package io.vigie.scheduler.checklist;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.check.Check;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConditionsTest {

  @TempDir Path folder;

  @Test
  void anItemAppliesWhereItsConditionHolds() {
    Map<String, Check> items =
        new Desk(folder)
            .items(
                """
                vars: { redis: true, stage: blue, nodes: 3 }
                items:
                  - { id: a, http: https://a.example.com/, when: vars.redis }
                  - { id: b, http: https://a.example.com/, when: "!vars.redis" }
                  - id: c
                    heartbeat: 1d
                    when: { holds: 'vars.stage == "green" && vars.nodes > 2', because: Blue is live }
                  - { id: d, http: https://a.example.com/, when: environment == 'staging' }
                  - id: e
                    matrix: { host: [a, b] }
                    http: "https://${host}/"
                    when: vars.host != 'b'
                """);

    assertThat(items.get("a").applies()).isTrue();
    assertThat(items.get("b").notApplicable()).contains("applies only where !vars.redis");
    assertThat(items.get("c").notApplicable()).contains("Blue is live");
    assertThat(items.get("d").applies()).isTrue();
    assertThat(items.get("e.a").applies()).isTrue();
    assertThat(items.get("e.b").applies()).isFalse();
  }

  private static final String ONE_ACCOUNT_IN_TWO_PHASES =
      """
      items:
        - { id: installed, http: https://a.example.com/, phase: installation }
        - { id: refused, http: https://a.example.com/, phase: production }
        - { id: always, http: https://a.example.com/ }
        - { id: from-then-on, http: https://a.example.com/, when: phase != 'pre-deployment' }
      """;

  @Test
  void whatBelongsToAnotherPhaseThanThatOfTheFileDoesNotApply() {
    Map<String, Check> installing = items("phase: installation\n");
    Map<String, Check> running = items("phase: production\n");

    assertThat(applying(installing))
        .containsExactlyInAnyOrder("installed", "always", "from-then-on");
    assertThat(applying(running)).containsExactlyInAnyOrder("refused", "always", "from-then-on");
    assertThat(running.get("installed").notApplicable())
        .contains("belongs to the phase installation, this is production");
    assertThat(applying(items("phase: pre-deployment\n"))).containsExactly("always");
  }

  @Test
  void everyPhaseAppliesInAFileThatNamesNone() {
    assertThat(applying(items(""))).hasSize(4);
  }

  @Test
  void thePhaseOfDefaultsCountsLikeOneOfItsOwn() {
    Map<String, Check> items = items("phase: production\ndefaults: { phase: pre-deployment }\n");

    assertThat(applying(items)).containsExactly("refused");
  }

  private Map<String, Check> items(String head) {
    return new Desk(folder).items(head + ONE_ACCOUNT_IN_TWO_PHASES);
  }

  private static List<String> applying(Map<String, Check> items) {
    return items.entrySet().stream()
        .filter(item -> item.getValue().applies())
        .map(Map.Entry::getKey)
        .toList();
  }
}
