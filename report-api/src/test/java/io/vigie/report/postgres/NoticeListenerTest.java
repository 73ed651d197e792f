package io.vigie.report.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vigie.contract.check.Severity;
import io.vigie.contract.state.ItemState;
import io.vigie.report.ReportSettings;
import io.vigie.report.record.Change;
import io.vigie.report.record.Change.Kind;
import io.vigie.report.record.ChangeFeed;
import io.vigie.report.record.Latest;
import io.vigie.report.sample.Sample;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NoticeListenerTest {

  private static final Instant T0 = Instant.parse("2026-11-20T12:00:00Z");
  private static final Sample ITEM = Sample.of("chrona/production/CH-1", Severity.P0);

  private final Database database = FreshDatabase.migrated();
  private final PostgresRecorder recorder = new PostgresRecorder(database);
  private final ChangeFeed feed = new ChangeFeed();
  private final BlockingQueue<Change> heard = new LinkedBlockingQueue<>();
  private final NoticeListener listener = new NoticeListener(database, feed, settings());

  @BeforeEach
  void start() throws InterruptedException {
    feed.watch(heard::add);
    listener.start(new StartupEvent());
    assertThat(next()).isEqualTo(Change.ALL);
  }

  @AfterEach
  void stop() {
    listener.stop(new ShutdownEvent());
  }

  @Test
  void whatIsRecordedIsHeardOnceItIsCommitted() throws InterruptedException {
    state(3);

    assertThat(next()).isEqualTo(Change.of(Kind.STATE, ITEM.item(), 3));
  }

  @Test
  void whatChangesNothingIsNotHeard() throws InterruptedException {
    state(3);
    state(2);
    state(4);

    assertThat(next().version()).isEqualTo(3);
    assertThat(next().version()).isEqualTo(4);
  }

  @Test
  void aLostConnectionMeansLookAgainAndHearingGoesOn() throws InterruptedException {
    database.query(
        """
        select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid()
        """,
        row -> row.getBoolean(1));

    assertThat(next()).isEqualTo(Change.ALL);
    state(5);
    assertThat(next()).isEqualTo(Change.of(Kind.STATE, ITEM.item(), 5));
  }

  private void state(long version) {
    recorder.states(
        List.of(
            new Latest.Keyed<>(
                ITEM.item(), Optional.of(ITEM.state(ItemState.PASSING, version, T0)))));
  }

  private Change next() throws InterruptedException {
    Change change = heard.poll(20, TimeUnit.SECONDS);
    assertThat(change).as("a change within 20 s").isNotNull();
    return change;
  }

  private static ReportSettings settings() {
    return new SmallRyeConfigBuilder()
        .addDiscoveredConverters()
        .withMapping(ReportSettings.class)
        .build()
        .getConfigMapping(ReportSettings.class);
  }
}
