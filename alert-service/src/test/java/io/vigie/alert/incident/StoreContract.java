package io.vigie.alert.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.alert.Samples;
import io.vigie.alert.incident.Ledger.Accepted;
import io.vigie.alert.incident.Ledger.Definition;
import io.vigie.alert.incident.Posting.Telling;
import io.vigie.alert.incident.Publications.Publication;
import io.vigie.contract.alert.Notification;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.Thresholds;
import io.vigie.contract.result.Outcome;
import io.vigie.contract.result.Result;
import io.vigie.contract.state.ItemState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every ledger, outbox and publications on one store must do together. */
public abstract class StoreContract {

  /** The three ports on one empty store. */
  public record Stores(Ledger ledger, Outbox outbox, Publications publications) {}

  private static final Duration LEASE = Duration.ofMinutes(1);
  private static final Instant T0 = Samples.START;

  private final Check check = Samples.check("CH-001");
  private final ItemId item = check.item();

  private Ledger ledger;
  private Outbox outbox;
  private Publications publications;

  /** An empty store in which every incident is told to {@code slack} and {@code mail}. */
  protected abstract Stores open(List<String> channels);

  @BeforeEach
  void open() {
    Stores stores = open(List.of("slack", "mail"));
    ledger = stores.ledger();
    outbox = stores.outbox();
    publications = stores.publications();
  }

  private static Instant at(int seconds) {
    return T0.plusSeconds(seconds);
  }

  private void define(Check... checks) {
    List<Definition> all = new ArrayList<>();
    for (Check one : checks) {
      all.add(new Definition.Defined(one));
    }
    ledger.define(all, T0);
  }

  private Accepted accept(Result... results) {
    return ledger.accept(List.of(results), at(60));
  }

  private List<Posting> claim(String channel, Instant now) {
    return outbox.claim(channel, now, LEASE, 10);
  }

  private void deliver(Posting posting, String receipt) {
    outbox.settle(posting, new Settlement.Delivered(Optional.of(receipt)), at(61));
  }

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
  void owesOneMessageToEachChannelForEachOccasion() {
    define(check);
    accept(Samples.failed(item, at(10)));
    assertThat(claim("slack", at(60))).singleElement().matches(p -> p.telling() == Telling.OPENED);
    assertThat(claim("mail", at(60))).hasSize(1);
    assertThat(claim("pager", at(60))).isEmpty();
  }

  @Test
  void aRedeliveredBatchChangesNothing() {
    define(check);
    Result[] batch = {Samples.passed(item, at(10)), Samples.failed(item, at(20))};
    accept(batch);
    claim("slack", at(60)).forEach(posting -> deliver(posting, "1"));
    publications.published(publications.unpublished(100));

    Accepted again = accept(batch);

    assertThat(again.written()).isEqualTo(new Ledger.Written(0, 0));
    assertThat(claim("slack", at(70))).isEmpty();
    assertThat(publications.unpublished(100)).isEmpty();
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
  void failsRecoversAndFailsWithinOneBatch() {
    define(check);
    accept(
        Samples.failed(item, at(10)), Samples.passed(item, at(20)), Samples.failed(item, at(30)));
    List<Posting> postings = claim("slack", at(60));
    assertThat(postings)
        .extracting(Posting::telling)
        .containsExactlyInAnyOrder(Telling.OPENED_AND_RESOLVED, Telling.OPENED);
    accept(Samples.passed(item, at(40)), Samples.failed(item, at(50)));
    assertThat(incidents()).filteredOn(incident -> incident.isOpen()).hasSize(1);
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
  void theBacklogTellsCountAndAge() {
    define(check);
    assertThat(outbox.backlog(at(60))).isEqualTo(new Outbox.Backlog(0, Duration.ZERO, 0));
    accept(Samples.failed(item, at(10)));
    assertThat(outbox.backlog(at(75))).isEqualTo(new Outbox.Backlog(2, Duration.ofSeconds(15), 0));
  }

  @Test
  void publishesEachStateUntilMarked() {
    define(check);
    assertThat(statuses()).extracting(s -> s.state()).containsExactly(ItemState.PENDING);
    List<Publication> pending = publications.unpublished(100);
    accept(Samples.passed(item, at(10)));
    publications.published(pending);
    assertThat(statuses()).extracting(s -> s.state()).containsExactly(ItemState.PASSING);
    publications.published(publications.unpublished(100));
    accept(Samples.passed(item, at(20)));
    assertThat(publications.unpublished(100)).isEmpty();
  }

  @Test
  void aNewerVersionThatAnotherPublishedFirstIsPublishedAgainBehindTheOlder() {
    define(check);
    List<Publication> old = publications.unpublished(100);
    accept(Samples.passed(item, at(10)));
    publications.published(publications.unpublished(100));
    publications.published(old);
    assertThat(statuses()).extracting(s -> s.state()).containsExactly(ItemState.PASSING);
  }

  @Test
  void incidentsAndNotificationsArePublishedWithEachChange() {
    define(check);
    accept(Samples.failed(item, at(10)));
    publications.published(publications.unpublished(100));
    Posting posting = claim("slack", at(60)).getFirst();
    deliver(posting, "1");
    assertThat(notifications("slack"))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.version()).isEqualTo(2);
              assertThat(one.attempts()).isEqualTo(1);
              assertThat(one.deliveredAt()).contains(at(61));
            });
    accept(Samples.passed(item, at(20)));
    assertThat(incidents()).singleElement().matches(incident -> incident.version() == 2);
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
  void theMessageSpeaksOfTheCheckAsItWasWhenItOpened() {
    define(check);
    accept(Samples.failed(item, at(10)));
    define(Samples.check(item, check.thresholds(), "default", "r2", Samples.meaning("Renamed")));
    assertThat(claim("slack", at(60)).getFirst().check()).isEqualTo(check);
  }

  @Test
  void itemsBecomeStaleWhenTheirPatienceRunsOut() {
    Duration patience = check.patience();
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

  private Ledger.Written tick(Instant awakeSince, Instant now) {
    return ledger.tick(awakeSince, now, 10).written();
  }

  @Test
  void silenceWhileWeSleptMakesNothingStale() {
    define(check);
    accept(Samples.passed(item, at(10)));
    Instant awake = at(3600);
    assertThat(tick(awake, awake.plusSeconds(1)).states()).isZero();
    assertThat(tick(awake, awake.plus(check.patience())).states()).isEqualTo(1);
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
      checks.add(Samples.check(Samples.item("CH-" + i), new Thresholds(1, 1, 1), "default"));
    }
    define(checks.toArray(Check[]::new));
    List<Callable<Integer>> work = new ArrayList<>();
    for (int worker = 0; worker < 6; worker++) {
      List<Check> order = new ArrayList<>(checks);
      java.util.Collections.shuffle(order, new java.util.Random(worker));
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

  @Test
  void manySendersNeverTakeTheSameMessage() throws Exception {
    List<Check> checks = new ArrayList<>();
    List<Result> failures = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      checks.add(Samples.check(Samples.item("CH-" + i), new Thresholds(1, 1, 1), "default"));
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

  private List<io.vigie.contract.state.ItemStatus> statuses() {
    return publications.unpublished(100).stream()
        .filter(Publication.OfStatus.class::isInstance)
        .map(one -> ((Publication.OfStatus) one).status())
        .toList();
  }

  private List<io.vigie.contract.alert.Incident> incidents() {
    return publications.unpublished(100).stream()
        .filter(Publication.OfIncident.class::isInstance)
        .map(one -> ((Publication.OfIncident) one).incident())
        .toList();
  }

  private List<Notification> notifications(String channel) {
    return publications.unpublished(100).stream()
        .filter(Publication.OfNotification.class::isInstance)
        .map(one -> ((Publication.OfNotification) one).notification())
        .filter(one -> one.channel().equals(channel))
        .toList();
  }
}
