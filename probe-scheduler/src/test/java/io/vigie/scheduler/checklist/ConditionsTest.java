package io.vigie.scheduler.checklist;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.check.Check;
import java.nio.file.Path;
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
}
