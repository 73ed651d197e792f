package io.vigie.report.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.check.Check;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.Severity;
import io.vigie.report.heartbeat.Heartbeats.UnderWay;
import io.vigie.report.heartbeat.JobReport;
import io.vigie.report.heartbeat.Ping;
import io.vigie.report.heartbeat.PingBody;
import io.vigie.report.record.Latest;
import io.vigie.report.sample.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class HeartbeatsOnPostgresTest {

  private static final Instant T0 = Instant.parse("2026-11-20T02:00:00Z");
  private static final Sample ITEM = Sample.of("chrona/production/CH-099", Severity.P0);
  private static final Check DAILY = ITEM.reported(Optional.of(Duration.ofHours(1)));

  private final Database database = FreshDatabase.migrated();
  private final PostgresRecorder recorder = new PostgresRecorder(database);
  private final PostgresHeartbeats heartbeats = new PostgresHeartbeats(database);

  @Test
  void anItemIsFoundAtItsAddress() {
    define(DAILY);

    assertThat(heartbeats.at(heartbeats.job(ITEM.item()).address())).contains(DAILY);
    assertThat(heartbeats.at(UUID.randomUUID())).isEmpty();
  }

  @Test
  void theAddressOutlivesAProcess() {
    define(DAILY);

    assertThat(new PostgresHeartbeats(database).job(ITEM.item()).address())
        .isEqualTo(heartbeats.job(ITEM.item()).address());
  }

  @Test
  void whatIsNoHeartbeatAnyMoreHasNoAddress() {
    define(DAILY);
    define(ITEM.check());

    assertThat(heartbeats.at(heartbeats.job(ITEM.item()).address())).isEmpty();
  }

  @Test
  void whatIsRemovedHasNoAddress() {
    define(DAILY);
    recorder.checks(new Latest<>(List.of(), List.of(ITEM.item())));

    assertThat(heartbeats.at(heartbeats.job(ITEM.item()).address())).isEmpty();
  }

  @Test
  void aRunThatHasBegunOutlivesAProcess() {
    heartbeats.started(ITEM.item(), "a", T0, Optional.empty());
    heartbeats.started(ITEM.item(), "b", T0.plusSeconds(60), Optional.empty());

    PostgresHeartbeats after = new PostgresHeartbeats(database);
    assertThat(after.startOf(ITEM.item(), "a")).contains(T0);
    assertThat(after.startOf(ITEM.item(), "b")).contains(T0.plusSeconds(60));
    after.ended(ITEM.item(), "a");
    assertThat(heartbeats.startOf(ITEM.item(), "a")).isEmpty();
    assertThat(heartbeats.startOf(ITEM.item(), "b")).isPresent();
  }

  @Test
  void aRunThatBeginsAgainHasItsTimeAnew() {
    define(DAILY);
    heartbeats.started(ITEM.item(), "a", T0, Optional.of(T0.plusSeconds(60)));
    heartbeats.told(new UnderWay(DAILY, "a", T0));
    heartbeats.started(ITEM.item(), "a", T0.plusSeconds(100), Optional.of(T0.plusSeconds(160)));

    assertThat(heartbeats.overdue(T0.plusSeconds(159), 10)).isEmpty();
    assertThat(heartbeats.overdue(T0.plusSeconds(160), 10))
        .containsExactly(new UnderWay(DAILY, "a", T0.plusSeconds(100)));
  }

  @Test
  void anOverdueRunIsGivenOutUntilThatIsSaid() {
    define(DAILY);
    heartbeats.started(ITEM.item(), "a", T0, Optional.of(T0.plusSeconds(60)));
    heartbeats.started(ITEM.item(), "b", T0, Optional.empty());
    Instant later = T0.plusSeconds(61);

    assertThat(heartbeats.overdue(later, 10)).hasSize(1);
    List<UnderWay> again = heartbeats.overdue(later, 10);
    assertThat(again).hasSize(1);
    heartbeats.told(again.getFirst());
    assertThat(heartbeats.overdue(later, 10)).isEmpty();
    assertThat(heartbeats.startOf(ITEM.item(), "a")).contains(T0);
  }

  @Test
  void ofRunsThatNeverEndTheOldestAreForgotten() {
    ItemId other = ItemId.parse("chrona/production/CH-100");
    heartbeats.started(other, "x", T0.minusSeconds(60), Optional.empty());
    for (int i = 0; i < PostgresHeartbeats.MOST_UNDER_WAY + 5; i++) {
      heartbeats.started(ITEM.item(), "run " + i, T0.plusSeconds(i), Optional.empty());
    }

    assertThat(heartbeats.startOf(ITEM.item(), "run 4")).isEmpty();
    assertThat(heartbeats.startOf(ITEM.item(), "run 5")).isPresent();
    assertThat(heartbeats.startOf(other, "x")).isPresent();
  }

  @Test
  void aJobIsFoundByTheKeyOfItsSystemAndItsSlug() {
    define(DAILY);
    define(Sample.of("chrona/staging/CH-099", Severity.P0).reported(Optional.empty()));
    define(Sample.of("chrona/production/CH-1", Severity.P0).check());
    String key = heartbeats.job(ITEM.item()).key();

    assertThat(key).matches("[A-Za-z0-9_-]{22}");
    assertThat(heartbeats.named(key, "ch-099")).containsExactly(DAILY);
    assertThat(heartbeats.named(key, "CH-099")).containsExactly(DAILY);
    assertThat(heartbeats.named(key, "ch-1")).as("it is no heartbeat").isEmpty();
    assertThat(heartbeats.named(key, "ch-0")).isEmpty();
    assertThat(heartbeats.named("x" + key.substring(1), "ch-099")).isEmpty();
  }

  @Test
  void aSlugThatMayMeanSeveralJobsMeansTheOneThatIsWrittenSo() {
    Check dotted = Sample.of("chrona/production/db.dump", Severity.P0).reported(Optional.empty());
    Check dashed = Sample.of("chrona/production/DB-dump", Severity.P0).reported(Optional.empty());
    define(dotted);
    define(dashed);
    String key = heartbeats.job(ITEM.item()).key();

    assertThat(heartbeats.named(key, "db-dump")).containsExactlyInAnyOrder(dotted, dashed);
    assertThat(heartbeats.named(key, "db.dump")).containsExactly(dotted);
    assertThat(heartbeats.named(key, "DB-dump")).containsExactly(dashed);
  }

  @Test
  void ofTheWordsOfAJobTheNewestAreKept() {
    for (int i = 0; i < PostgresHeartbeats.MOST_SAID + 5; i++) {
      heartbeats.said(ITEM.item(), saying("line " + i), T0.plusSeconds(i));
    }
    heartbeats.said(ITEM.item(), new Ping(new Ping.Logged(), Optional.empty(), PingBody.NONE), T0);

    List<JobReport.Said> said = heartbeats.job(ITEM.item()).said();
    assertThat(said).hasSize(PostgresHeartbeats.MOST_SAID);
    assertThat(said.getFirst())
        .isEqualTo(new JobReport.Said(T0.plusSeconds(24), "log", "", "line 24", false));
    assertThat(said.getLast().text()).isEqualTo("line 5");
  }

  private static Ping saying(String text) {
    return new Ping(new Ping.Logged(), Optional.empty(), new PingBody(Optional.of(text), false));
  }

  private void define(Check check) {
    recorder.checks(new Latest<>(List.of(check), List.of()));
  }
}
