package io.vigie.alert.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.alert.Samples;
import io.vigie.alert.incident.Ledger.Accepted;
import io.vigie.alert.incident.Ledger.Definition;
import io.vigie.alert.incident.Ledger.Origin;
import io.vigie.alert.incident.Posting.Telling;
import io.vigie.alert.incident.Publications.Publication;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.Thresholds;
import io.vigie.contract.result.Outcome;
import io.vigie.contract.result.Result;
import io.vigie.contract.state.ItemState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every ledger must do, together with the outbox and the publications on its store. */
public abstract class LedgerContract extends StoreContract {

  /** Two intervals and a run of the check. */
  private static final Duration PATIENCE = Duration.ofSeconds(25);

  @Test
  void leavesOutResultsOfUnknownItemsAndTakesTheOthers() {
    define(check);
    ItemId stranger = Samples.item("CH-404");
    Accepted accepted = accept(Samples.failed(stranger, at(10)), Samples.failed(item, at(10)));
    assertThat(accepted.unknown()).containsExactly(stranger);
    assertThat(accepted.written().states()).isEqualTo(1);
    assertThat(accepted.written().messages()).isEqualTo(2);
  }

  @Test
  void aRedeliveredBatchChangesNothing() {
    define(check);
    Result[] batch = {Samples.passed(item, at(10)), Samples.failed(item, at(20))};
    accept(batch);
    claim("slack", at(60)).forEach(posting -> deliver(posting, "1"));
    publications.published(publications.unpublished(100));

    Accepted again = accept(batch);

    assertThat(again.written()).isEqualTo(new Ledger.Written(0, 0, 0));
    assertThat(claim("slack", at(70))).isEmpty();
    assertThat(publications.unpublished(100)).isEmpty();
  }

  @Test
  void failsRecoversAndFailsWithinOneBatch() {
    define(check);
    accept(
        Samples.failed(item, at(10)), Samples.passed(item, at(20)), Samples.failed(item, at(30)));
    List<Posting> postings = claim("slack", at(60));
    assertThat(postings).extracting(Posting::telling).containsExactly(Telling.OPENED);
    accept(Samples.passed(item, at(40)), Samples.failed(item, at(50)));
    assertThat(incidents()).filteredOn(incident -> incident.isOpen()).hasSize(1);
  }

  @Test
  void aRemovedItemIsClosedPublishedAsRemovedAndForgetsNoTime() {
    define(check);
    accept(Samples.failed(item, at(10)));
    publications.published(publications.unpublished(100));
    ledger.define(List.of(new Definition.Removed(item)), at(61));

    assertThat(publications.unpublished(100))
        .hasAtLeastOneElementOfType(Publication.OfRemoval.class);
    assertThat(incidents()).singleElement().matches(i -> i.resolution().equals("item removed"));
    assertThat(accept(Samples.failed(item, at(20))).removed()).isEqualTo(1);
    assertThat(claim("slack", at(62)).getFirst().telling()).isEqualTo(Telling.OPENED_AND_RESOLVED);

    ledger.define(List.of(new Definition.Defined(check)), at(63));
    assertThat(accept(Samples.failed(item, at(10))).written().messages()).isZero();
    assertThat(statuses()).extracting(s -> s.state()).containsExactly(ItemState.PENDING);
  }

  @Test
  void whoWakesWithOldDefinitionsChangesNothing() {
    Definition old = new Definition.Defined(check.stamped("old"), read(10));
    ledger.define(List.of(old), at(1));
    ledger.define(List.of(new Definition.Removed(item, read(11))), at(2));
    ledger.define(List.of(old), at(3));
    assertThat(accept(Samples.failed(item, at(4))).removed()).isEqualTo(1);

    ledger.define(List.of(new Definition.Defined(check.stamped("new"), read(12))), at(5));
    ledger.define(List.of(new Definition.Defined(check.stamped("new"), read(20))), at(6));
    ledger.define(List.of(new Definition.Removed(item, read(13))), at(7));
    assertThat(accept(Samples.failed(item, at(8))).written().messages()).isEqualTo(2);
  }

  @Test
  void aTopicThatWasMadeAnewCounts() {
    ledger.define(List.of(new Definition.Defined(check, read(1_000))), at(1));
    Origin anew = new Origin(0, 0, at(2_000));
    ledger.define(List.of(new Definition.Removed(item, Optional.of(anew))), at(2_000));
    assertThat(accept(Samples.failed(item, at(4))).removed()).isEqualTo(1);
  }

  private static Optional<Origin> read(int offset) {
    return Optional.of(new Origin(0, offset, at(offset)));
  }

  @Test
  void itemsBecomeStaleWhenTheirPatienceRunsOut() {
    Duration patience = PATIENCE;
    define(check);
    accept(Samples.passed(item, at(10)));
    assertThat(tick(T0, at(10).plus(patience).minusSeconds(1)).states()).isZero();
    assertThat(tick(T0, at(10).plus(patience)).states()).isEqualTo(1);
    assertThat(statuses()).extracting(s -> s.state()).containsExactly(ItemState.STALE);
    assertThat(ledger.tick(T0, at(5000), 10).looked()).isZero();

    accept(Samples.passed(item, at(50)));
    assertThat(tick(T0, at(60)).states()).isZero();
    assertThat(tick(T0, at(50).plus(patience)).states()).isEqualTo(1);
  }

  @Test
  void silenceWhileWeSleptMakesNothingStale() {
    define(check);
    accept(Samples.passed(item, at(10)));
    Instant awake = at(3600);
    assertThat(tick(awake, awake.plusSeconds(1)).states()).isZero();
    assertThat(tick(awake, awake.plus(PATIENCE)).states()).isEqualTo(1);
  }

  @Test
  void anIncidentOutlivesSilence() {
    define(check);
    accept(Samples.failed(item, at(10)));
    tick(T0, at(3600));
    assertThat(incidents()).singleElement().matches(incident -> incident.isOpen());
    ledger.accept(List.of(Samples.passed(item, at(3600))), at(3601));
    assertThat(incidents()).singleElement().matches(incident -> !incident.isOpen());
  }

  @Test
  void forgetsWhatIsLongOverAndNothingElse() {
    ItemId other = Samples.item("CH-002");
    define(check, Samples.check("CH-002"));
    accept(Samples.failed(item, at(10)), Samples.failed(other, at(10)));
    accept(Samples.passed(item, at(20)));
    ledger.define(List.of(new Definition.Removed(item)), at(61));
    assertThat(ledger.forget(at(9999), at(9999))).as("not published yet").isZero();

    publications.published(publications.unpublished(100));

    assertThat(ledger.forget(at(60), at(61))).as("not long over").isZero();
    assertThat(ledger.forget(at(9999), at(9999))).isEqualTo(2);
    assertThat(accept(Samples.failed(item, at(30))).unknown()).containsExactly(item);
    assertThat(claim("slack", at(62))).hasSize(1);
  }

  @Test
  void keepsWhateverATargetSaid() {
    define(check);
    String hostile = "nul \0 quote ' \" \\ \uD83D\uDE00 \u2028 <script>";
    accept(Samples.result(item, at(10), new Outcome.Failed(Samples.failure(hostile))));
    Posting posting = claim("slack", at(60)).getFirst();
    assertThat(posting.incident().firstFailure().summary()).isEqualTo(hostile);
    assertThat(statuses().getFirst().reason()).contains("<script>");
  }

  @Test
  void manyBatchesAtOnceNeitherBlockNorDouble() throws Exception {
    List<Check> checks = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      checks.add(
          Samples.check(
              new ItemId("system-" + i, "production", "CH-1"), new Thresholds(1, 1, 1), "default"));
    }
    define(checks.toArray(Check[]::new));
    List<Callable<Integer>> work = new ArrayList<>();
    for (int worker = 0; worker < 6; worker++) {
      List<Check> order = new ArrayList<>(checks);
      Collections.shuffle(order, new Random(worker));
      work.add(
          () -> {
            int messages = 0;
            for (int second = 10; second < 30; second += 10) {
              Instant dueAt = at(second);
              List<Result> batch =
                  order.stream().map(one -> Samples.failed(one.item(), dueAt)).toList();
              messages += ledger.accept(batch, at(60)).written().messages();
            }
            return messages;
          });
    }
    try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
      int messages = 0;
      for (Future<Integer> done : workers.invokeAll(work)) {
        messages += done.get();
      }
      assertThat(messages).isEqualTo(80);
    }
  }

  private Ledger.Written tick(Instant awakeSince, Instant now) {
    return ledger.tick(awakeSince, now, 10).written();
  }
}
