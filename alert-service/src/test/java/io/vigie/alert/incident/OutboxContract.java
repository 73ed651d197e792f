package io.vigie.alert.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.alert.Samples;
import io.vigie.alert.incident.Posting.Telling;
import io.vigie.contract.alert.Notification;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.Thresholds;
import io.vigie.contract.result.Result;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every outbox must do with the messages that a ledger owes. */
public abstract class OutboxContract extends StoreContract {

  @Test
  void owesOneMessageToEachChannelForEachOccasion() {
    define(check);
    accept(Samples.failed(item, at(10)));
    assertThat(claim("slack", at(60))).singleElement().matches(p -> p.telling() == Telling.OPENED);
    assertThat(claim("mail", at(60))).hasSize(1);
    assertThat(claim("pager", at(60))).isEmpty();
  }

  @Test
  void aResolutionWaitsForItsOpeningAndKnowsItsReceipt() {
    define(check);
    accept(Samples.failed(item, at(10)));
    Posting opening = claim("slack", at(60)).getFirst();
    accept(Samples.passed(item, at(20)));
    assertThat(claim("slack", at(61))).isEmpty();

    deliver(opening, "C1/1.1");

    Posting resolution = claim("slack", at(62)).getFirst();
    assertThat(resolution.telling()).isEqualTo(Telling.RESOLVED);
    assertThat(resolution.receipt()).contains("C1/1.1");
    assertThat(resolution.incident().resolvedAt()).isPresent();
    assertThat(resolution.incident().resolution()).isEqualTo("200 in 12 ms");
    deliver(resolution, "C1/1.1");
    assertThat(claim("slack", at(300))).isEmpty();
  }

  @Test
  void anOpeningAndItsResolutionThatBothWaitAreOneMessage() {
    define(check);
    accept(Samples.failed(item, at(10)));
    accept(Samples.passed(item, at(20)));
    List<Posting> postings = claim("slack", at(62));
    assertThat(postings).hasSize(1);
    assertThat(postings.getFirst().telling()).isEqualTo(Telling.OPENED_AND_RESOLVED);
    assertThat(postings.getFirst().rows()).hasSize(2);
    deliver(postings.getFirst(), "1");
    assertThat(claim("slack", at(300))).isEmpty();
    assertThat(notifications("slack"))
        .hasSize(2)
        .allMatch(one -> one.delivery() == Notification.Delivery.DELIVERED);
  }

  @Test
  void aResolutionWhoseOpeningWasGivenUpTellsBoth() {
    define(check);
    accept(Samples.failed(item, at(10)));
    outbox.settle(claim("slack", at(60)).getFirst(), new Settlement.GivenUp("no"), at(60));
    accept(Samples.passed(item, at(20)));
    Posting posting = claim("slack", at(62)).getFirst();
    assertThat(posting.telling()).isEqualTo(Telling.OPENED_AND_RESOLVED);
    assertThat(posting.rows()).hasSize(1);
  }

  @Test
  void aMessageIsTakenByOneOnly() {
    define(check);
    accept(Samples.failed(item, at(10)));
    assertThat(claim("slack", at(60))).hasSize(1);
    assertThat(claim("slack", at(61))).isEmpty();
  }

  @Test
  void aLeaseThatRanOutMakesAMessageDoubtful() {
    define(check);
    accept(Samples.failed(item, at(10)));
    assertThat(claim("slack", at(60)).getFirst().doubtful()).isFalse();
    Posting again = claim("slack", at(60).plus(LEASE)).getFirst();
    assertThat(again.doubtful()).isTrue();
    assertThat(again.attempts()).isEqualTo(2);
  }

  @Test
  void whoWakesTooLateTakesNothingFromWhoTookOver() {
    define(check);
    accept(Samples.failed(item, at(10)));
    Posting frozen = claim("slack", at(60)).getFirst();
    Posting takenOver = claim("slack", at(60).plus(LEASE)).getFirst();

    outbox.settle(frozen, new Settlement.Postponed(at(120), "busy"), at(121));
    outbox.settle(frozen, new Settlement.Skipped("not told here"), at(121));
    outbox.settle(frozen, new Settlement.GivenUp("gone"), at(121));
    outbox.settle(frozen, new Settlement.Held(at(121), "quiet"), at(121));
    assertThat(claim("slack", at(122))).isEmpty();

    outbox.settle(takenOver, new Settlement.Postponed(at(150), "busy"), at(125));
    assertThat(claim("slack", at(149))).isEmpty();
    assertThat(claim("slack", at(150))).singleElement().matches(one -> !one.doubtful());
  }

  @Test
  void thatItArrivedIsTrueWhoeverSaysSo() {
    define(check);
    accept(Samples.failed(item, at(10)));
    Posting frozen = claim("slack", at(60)).getFirst();
    Posting takenOver = claim("slack", at(60).plus(LEASE)).getFirst();
    deliver(frozen, "C1/1.1");
    outbox.settle(takenOver, new Settlement.Postponed(at(150), "busy"), at(125));
    assertThat(claim("slack", at(300))).isEmpty();
    assertThat(notifications("slack"))
        .singleElement()
        .matches(one -> one.delivery() == Notification.Delivery.DELIVERED);
  }

  @Test
  void aPostponedMessageWaitsAndIsNotDoubtful() {
    define(check);
    accept(Samples.failed(item, at(10)));
    Posting posting = claim("slack", at(60)).getFirst();
    outbox.settle(posting, new Settlement.Postponed(at(90), "busy\0"), at(61));
    assertThat(claim("slack", at(89))).isEmpty();
    Posting later = claim("slack", at(90)).getFirst();
    assertThat(later.doubtful()).isFalse();
    assertThat(later.attempts()).isEqualTo(2);
  }

  @Test
  void whatIsTooOldOrWithoutAChannelIsGivenUpAndShown() {
    define(check);
    accept(Samples.failed(item, at(10)));
    Duration day = Duration.ofHours(24);
    Duration orphan = Duration.ofMinutes(10);
    assertThat(outbox.giveUp(Set.of("slack", "mail"), day, orphan, at(3600))).isEmpty();
    assertThat(outbox.giveUp(Set.of("slack"), day, orphan, at(3600))).containsExactly("mail");
    assertThat(outbox.giveUp(Set.of("slack"), day, orphan, at(60).plus(day).plusSeconds(1)))
        .containsExactly("slack");
    assertThat(outbox.backlog(at(3600)).undelivered()).isEqualTo(2);
    assertThat(notifications("mail").getFirst().lastError())
        .contains("channel mail is not configured");
    assertThat(notifications("slack").getFirst().lastError().orElse("")).contains("never tried");
  }

  @Test
  void whatMayHaveBeenSentIsTriedAgainBeforeItIsGivenUp() {
    define(check);
    accept(Samples.failed(item, at(10)));
    assertThat(claim("slack", at(60))).hasSize(1);
    assertThat(claim("mail", at(60))).hasSize(1);
    Duration hour = Duration.ofHours(1);
    assertThat(outbox.giveUp(Set.of("slack"), hour, hour, at(9999))).containsExactly("mail");
    Posting again = claim("slack", at(9999)).getFirst();
    assertThat(again.doubtful()).isTrue();
    outbox.settle(again, new Settlement.Postponed(at(10_000), "no"), at(9999));
    assertThat(outbox.giveUp(Set.of("slack"), hour, hour, at(9999))).containsExactly("slack");
  }

  @Test
  void whatIsHeldIsNotDueDoesNotAgeAndIsNotDoubtful() {
    define(check);
    accept(Samples.failed(item, at(10)));
    outbox.settle(claim("slack", at(60)).getFirst(), new Settlement.Held(at(900), "night"), at(60));
    outbox.settle(claim("mail", at(60)).getFirst(), new Settlement.Held(at(900), "night"), at(60));
    assertThat(claim("slack", at(899))).isEmpty();
    assertThat(outbox.backlog(at(899)).waiting()).isZero();
    Duration minute = Duration.ofMinutes(1);
    assertThat(outbox.giveUp(Set.of("slack", "mail"), minute, minute, at(899))).isEmpty();
    Posting later = claim("slack", at(900)).getFirst();
    assertThat(later.attempts()).isEqualTo(1);
    assertThat(later.doubtful()).isFalse();
    assertThat(later.because()).isEqualTo("night");
  }

  @Test
  void whatIsOverBeforeItsTimeHasComeIsCancelledAndNeedsNoEnd() {
    define(check);
    accept(Samples.failed(item, at(10)));
    outbox.settle(claim("slack", at(60)).getFirst(), new Settlement.Held(at(900), "night"), at(60));
    accept(Samples.passed(item, at(20)));
    assertThat(claim("slack", at(1000))).isEmpty();
    assertThat(notifications("slack"))
        .singleElement()
        .matches(one -> one.delivery() == Notification.Delivery.CANCELLED);
    assertThat(claim("mail", at(1000))).hasSize(1);
  }

  @Test
  void whatRecoversWhileItIsTakenToBeHeldIsNotToldAtTheEndOfTheNight() {
    recoversWhileItIsTakenToBeHeld();
    assertThat(claim("slack", at(899))).isEmpty();
    assertThat(claim("slack", at(900))).isEmpty();
    assertThat(notifications("slack"))
        .hasSize(2)
        .allMatch(one -> one.delivery() == Notification.Delivery.CANCELLED);
  }

  @Test
  void whatWasNotToldInTheNightIsToldWithItsEndWhenItFailsAgain() {
    recoversWhileItIsTakenToBeHeld();
    assertThat(claim("slack", at(900))).isEmpty();
    ledger.accept(List.of(Samples.failed(item, at(901))), at(901));
    Posting opening = claim("slack", at(960)).getFirst();
    assertThat(opening.telling()).isEqualTo(Telling.OPENED);
    deliver(opening, "1");
    ledger.accept(List.of(Samples.passed(item, at(970))), at(970));
    assertThat(claim("slack", at(980)))
        .singleElement()
        .matches(one -> one.telling() == Telling.RESOLVED);
  }

  private void recoversWhileItIsTakenToBeHeld() {
    define(check);
    accept(Samples.failed(item, at(10)));
    Posting taken = claim("slack", at(60)).getFirst();
    accept(Samples.passed(item, at(20)));
    outbox.settle(taken, new Settlement.Held(at(900), "night"), at(61));
  }

  @Test
  void whatIsSkippedIsCancelledWithTheReason() {
    define(check);
    accept(Samples.failed(item, at(10)));
    outbox.settle(claim("slack", at(60)).getFirst(), new Settlement.Skipped("no"), at(60));
    assertThat(claim("slack", at(1000))).isEmpty();
    assertThat(notifications("slack").getFirst().lastError()).contains("no");
  }

  @Test
  void aPileIsCountedByIncidentsAndTakenAtOnce() {
    List<Check> checks = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      // More than ten of one system would be told together anyway.
      ItemId alone = new ItemId("pile-" + i, "production", "CH-001");
      checks.add(Samples.check(alone, new Thresholds(1, 1, 1), "default"));
      define(checks.get(i));
      accept(Samples.failed(checks.get(i).item(), at(10)));
    }
    accept(Samples.passed(checks.getFirst().item(), at(20)));
    assertThat(outbox.pile("slack", at(61), 100)).isEqualTo(12);
    assertThat(outbox.pile("slack", at(61), 11)).isEqualTo(11);
    assertThat(outbox.pile("pager", at(61), 11)).isZero();
    List<Posting> pile = outbox.claimPile("slack", at(61), LEASE, 100);
    assertThat(pile).hasSize(12);
    assertThat(pile)
        .extracting(Posting::telling)
        .containsOnlyOnce(Telling.OPENED_AND_RESOLVED)
        .contains(Telling.OPENED);
    assertThat(outbox.pile("slack", at(62), 11)).isZero();
    assertThat(claim("slack", at(62))).isEmpty();
  }

  @Test
  void theBacklogTellsCountAndAge() {
    define(check);
    assertThat(outbox.backlog(at(60))).isEqualTo(new Outbox.Backlog(0, Duration.ZERO, 0));
    accept(Samples.failed(item, at(10)));
    assertThat(outbox.backlog(at(75))).isEqualTo(new Outbox.Backlog(2, Duration.ofSeconds(15), 0));
  }

  @Test
  void theMessageSpeaksOfTheCheckAsItWasWhenItOpened() {
    define(check);
    accept(Samples.failed(item, at(10)));
    define(Samples.check(item, check.thresholds(), "default", "r2", Samples.meaning("Renamed")));
    assertThat(claim("slack", at(60)).getFirst().check()).isEqualTo(check);
  }

  @Test
  void manySendersNeverTakeTheSameMessage() throws Exception {
    List<Check> checks = new ArrayList<>();
    List<Result> failures = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      checks.add(
          Samples.check(
              new ItemId("system-" + i, "production", "CH-1"), new Thresholds(1, 1, 1), "default"));
      failures.add(Samples.failed(checks.get(i).item(), at(10)));
    }
    define(checks.toArray(Check[]::new));
    ledger.accept(failures, at(60));
    Callable<List<Posting>> sender =
        () -> {
          List<Posting> taken = new ArrayList<>();
          List<Posting> some = claim("slack", at(61));
          while (!some.isEmpty()) {
            taken.addAll(some);
            some = claim("slack", at(61));
          }
          return taken;
        };
    try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Posting> all = new ArrayList<>();
      for (Future<List<Posting>> done : workers.invokeAll(List.of(sender, sender, sender))) {
        all.addAll(done.get());
      }
      assertThat(all).hasSize(60);
      assertThat(new HashSet<>(all.stream().map(one -> one.rows().getFirst()).toList()))
          .hasSize(60);
    }
  }
}
