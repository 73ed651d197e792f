package io.vigie.alert.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.alert.Samples;
import io.vigie.alert.incident.Ledger.Definition;
import io.vigie.alert.incident.Publications.Publication;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.Confirm;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.RollUp;
import io.vigie.contract.command.Command;
import io.vigie.contract.job.Cause;
import io.vigie.contract.result.Outcome;
import io.vigie.contract.result.Result;
import io.vigie.contract.state.ItemState;
import io.vigie.contract.state.ItemStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every ledger must do with items that are not simply looked at. */
public abstract class NaturesContract extends StoreContract {

  private final ItemId other = new ItemId("billing", "production", "CH-002");
  private final ItemId top = Samples.item("CH-100");
  private final ItemId above = Samples.item("CH-101");
  private final Check rollUp = Samples.rollUp(top, Samples.all(item, other));

  @Test
  void aRollUpFollowsMembersOfAnySystem() {
    define(rollUp, check, Samples.check(other, check.thresholds(), "default"));
    assertThat(computed(top).reason()).isEqualTo("pending: CH-001, billing/production/CH-002");
    accept(Samples.passed(item, at(10)), Samples.failed(other, at(10)));
    ItemStatus failing = computed(top);
    assertThat(failing.state()).isEqualTo(ItemState.FAILING);
    assertThat(failing.reason()).isEqualTo("failing: billing/production/CH-002");
    accept(Samples.passed(other, at(20)));
    assertThat(computed(top).state()).isEqualTo(ItemState.PASSING);
    assertThat(incidents()).extracting(incident -> incident.item()).containsExactly(other);
  }

  @Test
  void aRollUpIsComputedWhenAMemberComesOrGoes() {
    define(rollUp);
    assertThat(computed(top).reason()).isEqualTo("no such item: CH-001, billing/production/CH-002");
    define(check, Samples.check(other, check.thresholds(), "default"));
    accept(Samples.passed(item, at(10)), Samples.passed(other, at(10)));
    assertThat(computed(top).state()).isEqualTo(ItemState.PASSING);
    ledger.define(List.of(new Definition.Removed(other)), at(70));
    assertThat(computed(top).reason()).isEqualTo("no such item: billing/production/CH-002");
    ledger.define(List.of(new Definition.Defined(Samples.excluded(check, "gone"))), at(80));
    assertThat(computed(top).state()).isEqualTo(ItemState.UNKNOWN);
  }

  @Test
  void aRollUpThatRestsOnOthersNowIsComputedAnew() {
    define(rollUp, check);
    accept(Samples.passed(item, at(10)));
    assertThat(computed(top).state()).isEqualTo(ItemState.UNKNOWN);
    Check narrower = revised(Samples.rollUp(top, Samples.all(item)), "r2");
    ledger.define(List.of(new Definition.Defined(narrower)), at(70));
    assertThat(computed(top).state()).isEqualTo(ItemState.PASSING);
    ledger.define(
        List.of(new Definition.Defined(revised(Samples.excluded(rollUp, "later"), "r3"))), at(80));
    assertThat(computed(top).state()).isEqualTo(ItemState.NOT_APPLICABLE);
    assertThat(computed(top).reason()).isEqualTo("later");
  }

  @Test
  void rollUpsOfRollUpsFollowToo() {
    RollUp.Tree not = new RollUp.Not(new RollUp.Member(top));
    define(Samples.rollUp(above, not), Samples.rollUp(top, Samples.all(item)), check);
    accept(Samples.passed(item, at(10)));
    assertThat(computed(above).state()).isEqualTo(ItemState.FAILING);
    accept(Samples.failed(item, at(20)));
    assertThat(computed(above).state()).isEqualTo(ItemState.PASSING);
    assertThat(computed(above).reason()).isEqualTo("failing: CH-100");
  }

  @Test
  void aCircleEnds() {
    RollUp.Tree not = new RollUp.Not(new RollUp.Member(above));
    define(
        Samples.rollUp(above, Samples.all(top, item)),
        Samples.rollUp(top, new RollUp.Any(List.of(not))),
        check);
    accept(Samples.passed(item, at(10)));
    int rounds = 0;
    while (ledger.compute(at(60), 10).looked() > 0) {
      assertThat(rounds++).isLessThan(200);
    }
    assertThat(ledger.compute(at(60), 10).looked()).isZero();
  }

  @Test
  void whatIsComputedTwiceIsToldOnce() {
    define(rollUp, check);
    computed(top);
    publications.published(publications.unpublished(100));
    ledger.define(List.of(new Definition.Removed(Samples.item("CH-404"))), at(60));
    accept(Samples.passed(item, at(10)));
    accept(Samples.passed(item, at(20)));
    computed(top);
    assertThat(statuses()).extracting(ItemStatus::item).containsExactlyInAnyOrder(item, top);
  }

  @Test
  void aRollUpThatWasRemovedIsComputedNoMore() {
    define(rollUp, check);
    computed(top);
    ledger.define(List.of(new Definition.Removed(top)), at(60));
    assertThat(accept(Samples.passed(item, at(10))).written().rollUps()).isZero();
    assertThat(ledger.compute(at(61), 10).written()).isEqualTo(new Ledger.Written(0, 0, 0));
  }

  @Test
  void noChangeOfAMemberIsLostWhateverHappensAtOnce() throws Exception {
    List<Check> members = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      members.add(Samples.check("M-" + i));
    }
    define(members.toArray(Check[]::new));
    define(
        Samples.rollUp(top, Samples.all(members.stream().map(Check::item).toArray(ItemId[]::new))));
    List<Callable<Integer>> work = new ArrayList<>();
    for (Check member : members) {
      work.add(
          () -> {
            int computed = 0;
            for (int second = 10; second <= 50; second += 10) {
              boolean last = second == 50;
              // So far apart that it is no flapping.
              Instant now = at(second * 100);
              Result result =
                  last || second % 20 == 0
                      ? Samples.passed(member.item(), now)
                      : Samples.failed(member.item(), now);
              ledger.accept(List.of(result), now);
              computed += ledger.compute(now, 10).looked();
            }
            return computed;
          });
    }
    try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Integer> done : workers.invokeAll(work)) {
        assertThat(done.get()).isNotNegative();
      }
    }
    assertThat(computed(top).state()).isEqualTo(ItemState.PASSING);
  }

  @Test
  void aJobThatFallsSilentIsAnIncidentAndItsNextBeatItsEnd() {
    Check nightly = Samples.nightly("CH-099");
    Instant late = Instant.parse("2026-11-21T02:00:00Z");
    define(nightly);
    assertThat(tick(late.minusSeconds(1)).states()).isZero();
    assertThat(tick(late).messages()).isEqualTo(2);
    assertThat(tick(late.plus(Duration.ofDays(3))).states()).isZero();
    ledger.accept(
        List.of(Samples.passed(nightly.item(), late.plusSeconds(60))), late.plusSeconds(60));
    assertThat(incidents()).singleElement().matches(incident -> !incident.isOpen());
    assertThat(tick(late.plus(Duration.ofDays(1)).minusSeconds(1)).states()).isZero();
    assertThat(tick(late.plus(Duration.ofDays(1))).messages()).isEqualTo(2);
  }

  @Test
  void aSignatureExpires() {
    Check attestation = Samples.attestation("RF-59");
    define(attestation);
    assertThat(statuses().getFirst().reason()).isEqualTo("not signed yet");
    ledger.accept(List.of(Samples.passed(attestation.item(), at(10))), at(11));
    Instant end = at(10).plus(Duration.ofDays(90));
    assertThat(tick(end.minusSeconds(1)).states()).isZero();
    assertThat(tick(end).messages()).isEqualTo(2);
    ledger.accept(List.of(Samples.passed(attestation.item(), end)), end);
    assertThat(tick(end.plus(Duration.ofDays(90))).messages()).isEqualTo(2);
  }

  @Test
  void theEndOfMaintenanceOpensWhatIsStillFailing() {
    define(Samples.maintained(check, T0, at(100)));
    List<Result> failed = List.of(Samples.failed(item, at(90)));
    assertThat(ledger.accept(failed, at(91)).written().messages()).isZero();
    assertThat(statuses().getFirst().state()).isEqualTo(ItemState.FAILING);
    assertThat(tick(at(99)).messages()).isZero();
    assertThat(tick(at(100)).messages()).isEqualTo(2);
    assertThat(statuses().getFirst().incident()).isPresent();
  }

  @Test
  void anItemThatNoLongerAppliesIsClosed() {
    define(check);
    accept(Samples.failed(item, at(10)));
    ledger.define(List.of(new Definition.Defined(Samples.excluded(check, "no Redis"))), at(70));
    assertThat(incidents())
        .singleElement()
        .matches(one -> one.resolution().equals("no longer applies: no Redis"));
    assertThat(statuses().getFirst().state()).isEqualTo(ItemState.NOT_APPLICABLE);
    assertThat(tick(at(9999)).states()).isZero();
    ledger.define(List.of(new Definition.Defined(revised(check, "r9"))), at(10_000));
    assertThat(statuses().getFirst().state()).isEqualTo(ItemState.PENDING);
    assertThat(tick(at(10_100)).states()).isEqualTo(1);
  }

  @Test
  void roundsAreKeptAndEndInTime() {
    define(Samples.seenFrom(check, 2, "outside", "inside"));
    Outcome failed = new Outcome.Failed(Samples.failure("status was 503"));
    accept(Samples.from("outside", item, at(10), failed));
    assertThat(incidents()).isEmpty();
    accept(Samples.from("inside", item, at(10), failed));
    assertThat(incidents()).hasSize(1);
    assertThat(statuses().getFirst().reason()).startsWith("2 of 2 locations: outside, inside");
  }

  @Test
  void aConfirmationIsAskedForOnceAndGoneWhenItIsPublished() {
    define(Samples.confirmed(check, new Confirm.DifferentRunner()));
    assertThat(accept(Samples.failed(item, at(50))).written().messages()).isZero();
    accept(Samples.failed(item, at(50)));
    assertThat(commands())
        .singleElement()
        .satisfies(
            command ->
                assertThat(command.order())
                    .isEqualTo(
                        new Command.RunNow(
                            item, Cause.CONFIRMATION, Optional.of("outside"), Optional.of("r-1"))));
    publications.published(publications.unpublished(100));
    assertThat(commands()).isEmpty();
    assertThat(tick(at(89)).messages()).isZero();
    assertThat(tick(at(90)).messages()).isEqualTo(2);
  }

  @Test
  void aWarningIsTold() {
    define(check);
    Outcome.Unmet slow = new Outcome.Unmet("took < 1s", "took was 2s");
    accept(Samples.result(item, at(10), new Outcome.Passed("200", List.of(slow))));
    assertThat(statuses().getFirst().state()).isEqualTo(ItemState.PASSING);
    assertThat(statuses().getFirst().warning()).contains("took < 1s: took was 2s");
    accept(Samples.passed(item, at(20)));
    assertThat(statuses().getFirst().warning()).isEmpty();
  }

  /** The state of a roll-up when everything is computed. */
  private ItemStatus computed(ItemId id) {
    int rounds = 0;
    while (ledger.compute(at(60), 10).looked() > 0) {
      assertThat(rounds++).isLessThan(200);
    }
    return statuses().stream().filter(one -> one.item().equals(id)).findFirst().orElseThrow();
  }

  private Ledger.Written tick(Instant now) {
    return ledger.tick(T0, now, 10).written();
  }

  private List<Command> commands() {
    return publications.unpublished(100).stream()
        .filter(Publication.OfCommand.class::isInstance)
        .map(one -> ((Publication.OfCommand) one).command())
        .toList();
  }

  private static Check revised(Check check, String revision) {
    return check.stamped(revision);
  }
}
