package io.vigie.scheduler.checklist;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.check.Check;
import io.vigie.contract.check.Maintenance;
import io.vigie.contract.check.Maintenance.Once;
import io.vigie.contract.check.Maintenance.Recurring;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MaintenancesTest {

  @TempDir Path folder;

  @Test
  void isOnceOrRecursForTheSystemForItemsOrForCategories() {
    Map<String, Check> items =
        new Desk(folder)
            .items(
                """
                zone: Europe/Paris
                maintenance:
                  - { reason: Release, from: 2026-10-01T22:00, to: 2026-10-01 23:30, items: [a] }
                  - { reason: Move, from: 2026-10-02T20:00:00Z, to: "2026-10-02T23:00:00+01:00", zone: UTC }
                  - { reason: Backup, cron: "0 3 * * sun", for: 2h, categories: [data] }
                items:
                  - { id: a, http: https://a.example.com/ }
                  - { id: b, heartbeat: 1d, category: data }
                """);

    ZoneId paris = ZoneId.of("Europe/Paris");
    Maintenance release =
        new Maintenance(
            "Release",
            new Once(Instant.parse("2026-10-01T20:00:00Z"), Instant.parse("2026-10-01T21:30:00Z")));
    Maintenance move =
        new Maintenance(
            "Move",
            new Once(Instant.parse("2026-10-02T20:00:00Z"), Instant.parse("2026-10-02T22:00:00Z")));
    Maintenance backup =
        new Maintenance("Backup", new Recurring("0 3 * * sun", paris, Duration.ofHours(2)));
    assertThat(items.get("a").maintenance()).containsExactly(release, move);
    assertThat(items.get("b").maintenance()).containsExactly(move, backup);
  }
}
