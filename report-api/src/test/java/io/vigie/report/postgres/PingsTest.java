package io.vigie.report.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.contract.check.Check;
import io.vigie.contract.check.Severity;
import io.vigie.contract.command.Command;
import io.vigie.contract.result.Result;
import io.vigie.report.heartbeat.Ping;
import io.vigie.report.heartbeat.PingBody;
import io.vigie.report.heartbeat.Pings;
import io.vigie.report.record.Publisher;
import io.vigie.report.record.UnpublishedException;
import io.vigie.report.sample.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What becomes of pings when something is in the way, on a real database. */
class PingsTest {

  private static final Instant T0 = Instant.parse("2026-11-20T02:00:00Z");
  private static final Check DAILY =
      Sample.of("chrona/production/CH-099", Severity.P0).reported(Optional.empty());

  private final PostgresHeartbeats heartbeats = new PostgresHeartbeats(FreshDatabase.migrated());
  private final Broker broker = new Broker();
  private final Pings pings = new Pings(heartbeats, broker);

  @Test
  void aRunThatBeganBeforeARestartHasItsDuration() {
    pings.take(DAILY, ping(new Ping.Started()), T0);
    new Pings(heartbeats, broker).take(DAILY, ping(new Ping.Succeeded()), T0.plusSeconds(90));

    assertThat(broker.results).extracting(Result::took).containsExactly(Duration.ofSeconds(90));
  }

  @Test
  void aRunIsNotForgottenWhileItsVerdictIsNotSafe() {
    pings.take(DAILY, ping(new Ping.Started()), T0);
    broker.isAway = true;

    assertThatThrownBy(() -> pings.take(DAILY, ping(new Ping.Succeeded()), T0.plusSeconds(90)))
        .isInstanceOf(UnpublishedException.class);
    broker.isAway = false;
    pings.take(DAILY, ping(new Ping.Succeeded()), T0.plusSeconds(100));

    assertThat(broker.results).extracting(Result::took).containsExactly(Duration.ofSeconds(100));
  }

  @Test
  void aRunEndsOnce() {
    pings.take(DAILY, ping(new Ping.Started()), T0);
    pings.take(DAILY, ping(new Ping.Failed()), T0.plusSeconds(10));
    pings.take(DAILY, ping(new Ping.Succeeded()), T0.plusSeconds(20));

    assertThat(broker.results)
        .extracting(Result::took)
        .containsExactly(Duration.ofSeconds(10), Duration.ZERO);
  }

  @Test
  void whatDoesNotApplyIsNotJudged() {
    Check unused = Sample.notApplicable(DAILY, "Redis is not used");

    pings.take(unused, ping(new Ping.Started()), T0);
    pings.take(unused, ping(new Ping.Failed()), T0);

    assertThat(broker.results).isEmpty();
    assertThat(heartbeats.startOf(DAILY.item(), "")).isEmpty();
  }

  private static Ping ping(Ping.Signal signal) {
    return new Ping(signal, Optional.empty(), PingBody.NONE);
  }

  /** Keeps what is published, unless it is away. */
  private static final class Broker implements Publisher {
    private final List<Result> results = new ArrayList<>();
    private boolean isAway;

    @Override
    public void publish(Result result) {
      if (isAway) {
        throw new UnpublishedException("vigie.results: not accepted", null);
      }
      results.add(result);
    }

    @Override
    public void publish(Command command) {
      throw new UnsupportedOperationException();
    }
  }
}
