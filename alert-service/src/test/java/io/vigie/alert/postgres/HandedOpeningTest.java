package io.vigie.alert.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.alert.Samples;
import io.vigie.alert.incident.FreeLanes;
import io.vigie.alert.incident.FreeLanes.Handed;
import io.vigie.alert.incident.Ledger;
import io.vigie.alert.incident.Ledger.Definition;
import io.vigie.alert.incident.Ledger.Written;
import io.vigie.alert.incident.Outbox;
import io.vigie.alert.incident.Posting;
import io.vigie.alert.incident.Settlement;
import io.vigie.alert.route.Plan;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.Thresholds;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** An opening that the transaction which owes it has taken for a lane that stands idle. */
class HandedOpeningTest {

  private static final DataSource DATABASE = Database.fresh();
  private static final Duration LEASE = Duration.ofMinutes(2);

  /** Finer than the database keeps time. */
  private static final Instant NOW = Samples.START.plusNanos(123_456_500);

  private final String idle = "idle-" + System.nanoTime();
  private final String working = "working-" + System.nanoTime();
  private final FreeLanes lanes = new FreeLanes(LEASE);
  private final Outbox outbox = new PostgresOutbox(DATABASE);
  private final Ledger ledger =
      new PostgresLedger(
          DATABASE, (_, at) -> Plan.atOnce("default", List.of(idle, working), at), lanes);

  @Test
  void isSentByNobodyElse() {
    lanes.free(idle, Instant.MIN);

    Written written = fail(Samples.item("alone"));

    assertThat(written.messages()).isEqualTo(2);
    assertThat(written.handed()).extracting(one -> one.posting().channel()).containsExactly(idle);
    assertThat(claimed(idle, NOW.plusSeconds(1))).isEmpty();
    assertThat(claimed(working, NOW.plusSeconds(1))).hasSize(1);
  }

  @Test
  void saysWhatOneSaysThatTheLaneTookByItself() {
    lanes.free(idle, Instant.MIN);

    Posting handed = fail(Samples.item("same")).handed().getFirst().posting();
    Posting taken = claimed(working, NOW.plusSeconds(1)).getFirst();

    assertThat(handed)
        .usingRecursiveComparison()
        .ignoringFields("rows", "channel", "until", "causedAt")
        .isEqualTo(taken);
  }

  @Test
  void isNeverOwedAgainOnceItIsSettled() {
    lanes.free(idle, Instant.MIN);
    Posting handed = fail(Samples.item("settled")).handed().getFirst().posting();

    outbox.settle(handed, new Settlement.Delivered(Optional.of("receipt")), NOW.plusMillis(3));

    assertThat(claimed(idle, NOW.plus(LEASE).plusSeconds(1))).isEmpty();
  }

  @Test
  void mayHaveBeenSentWhereNobodySettlesIt() {
    lanes.free(idle, Instant.MIN);
    Written _ = fail(Samples.item("left"));

    List<Posting> again = claimed(idle, NOW.plus(LEASE).plusSeconds(1));

    assertThat(again).hasSize(1);
    assertThat(again.getFirst().doubtful()).isTrue();
    assertThat(again.getFirst().attempts()).isEqualTo(2);
  }

  @Test
  void isOneAtATime() {
    lanes.free(idle, Instant.MIN);

    Written written = fail(Samples.item("first"), Samples.item("second"), Samples.item("third"));

    assertThat(written.messages() - claimed(working, NOW.plusSeconds(1)).size())
        .isEqualTo(claimed(idle, NOW.plusSeconds(1)).size() + 1);
    assertThat(written.handed()).hasSize(1);
  }

  @Test
  void isLeftToTheLaneWhereThatMayNotSendYet() {
    lanes.free(idle, NOW.plusSeconds(1));

    assertThat(fail(Samples.item("early")).handed()).isEmpty();
    assertThat(claimed(idle, NOW.plusSeconds(1))).hasSize(1);
  }

  @Test
  void isNotHandedOverTwiceWhenTheResultComesAgain() {
    lanes.free(idle, Instant.MIN);
    ItemId item = Samples.item("again");
    List<Handed> first = fail(item).handed();
    lanes.free(idle, Instant.MIN);

    assertThat(first).hasSize(1);
    assertThat(fail(item).handed()).isEmpty();
  }

  private Written fail(ItemId... items) {
    List<ItemId> all = List.of(items);
    ledger.define(
        all.stream()
            .<Definition>map(
                item ->
                    new Definition.Defined(Samples.check(item, new Thresholds(1, 1, 1), "default")))
            .toList(),
        NOW);
    return ledger
        .accept(all.stream().map(item -> Samples.failed(item, NOW)).toList(), NOW)
        .written();
  }

  private List<Posting> claimed(String channel, Instant now) {
    return outbox.claim(channel, now, LEASE, 10);
  }
}
