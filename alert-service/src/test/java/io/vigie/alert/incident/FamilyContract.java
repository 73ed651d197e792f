package io.vigie.alert.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.alert.Samples;
import io.vigie.alert.incident.Posting.Telling;
import io.vigie.alert.incident.Publications.Publication;
import io.vigie.contract.alert.Fold;
import io.vigie.contract.alert.Incident;
import io.vigie.contract.alert.Members;
import io.vigie.contract.alert.Remark;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.Severity;
import io.vigie.contract.check.Thresholds;
import io.vigie.contract.result.Result;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Incidents that are told together: what every ledger must make of them. */
public abstract class FamilyContract extends StoreContract {

  private static final String HOST = "db.example.com";

  private final Check parent = Samples.check("CH-100");
  private final Check child =
      Samples.dependent(Samples.check("CH-101"), "chrona/production/CH-100");
  private final Check grandchild =
      Samples.dependent(Samples.check("CH-102"), "chrona/production/CH-101");

  @Test
  void whatDependsOnWhatFailsIsToldWithIt() {
    define(parent, child, grandchild);
    fails(parent, 10);
    fails(grandchild, 20);
    fails(child, 30);

    assertThat(incident(child).fold())
        .contains(new Fold(incident(parent).id(), "depends on CH-100"));
    assertThat(incident(grandchild).fold()).map(Fold::into).contains(incident(parent).id());
    assertThat(incident(parent).members())
        .contains(new Members(2, 2, List.of(grandchild.item(), child.item())));
    assertThat(incident(parent).history())
        .extracting(Remark::kind)
        .containsExactly(Remark.Kind.JOINED, Remark.Kind.JOINED);
    assertThat(incident(child).history()).extracting(Remark::kind).contains(Remark.Kind.FOLDED);
    assertThat(told(40)).containsExactly("OPENED CH-100");
  }

  @Test
  void itIsOverWhenAllAre() {
    define(parent, child);
    fails(parent, 10);
    fails(child, 11);
    assertThat(told(12)).containsExactly("OPENED CH-100");

    passes(parent, 20);
    assertThat(incident(parent).isOpen()).isFalse();
    assertThat(incident(parent).members().orElseThrow().open()).isEqualTo(1);
    assertThat(incident(parent).history().getLast().text())
        .isEqualTo("recovered itself, 1 other still fails");
    assertThat(told(21)).noneMatch(word -> word.startsWith("RESOLVED"));

    passes(child, 30);
    assertThat(told(31)).containsExactly("RESOLVED CH-100");
    assertThat(incident(child).isOpen()).isFalse();
  }

  @Test
  void whoWouldBeToldOfAMemberIsToldOfItsLead() {
    Check theirs = Samples.check(Samples.item("CH-110"), new Thresholds(1, 1, 1), "pager");
    define(parent, Samples.dependent(theirs, "chrona/production/CH-100"));
    fails(parent, 10);
    assertThat(told(11)).containsExactly("OPENED CH-100");
    assertThat(claim("pager", at(11))).isEmpty();
    fails(theirs, 12);
    List<Posting> pages = claim("pager", at(13));
    assertThat(pages)
        .singleElement()
        .matches(one -> one.telling() == Posting.Telling.OPENED)
        .matches(one -> one.incident().item().equals(parent.item()));
    deliver(pages.getFirst(), "p");
    passes(parent, 20);
    passes(theirs, 30);
    assertThat(claim("pager", at(31)))
        .singleElement()
        .matches(one -> one.telling() == Posting.Telling.RESOLVED);
  }

  @Test
  void whatStillFailsWhenJudgedAfterItsParentIsToldByItself() {
    define(parent, child);
    fails(parent, 10);
    fails(child, 11);
    told(12);
    passes(parent, 20);

    fails(child, 21);

    assertThat(incident(child).fold()).isEmpty();
    assertThat(incident(child).history().getLast().kind()).isEqualTo(Remark.Kind.UNFOLDED);
    assertThat(told(30)).containsExactlyInAnyOrder("OPENED CH-101", "RESOLVED CH-100");
    passes(child, 40);
    assertThat(told(41)).containsExactly("RESOLVED CH-101");
  }

  @Test
  void whatIsNotJudgedAgainInTimeIsToldByItself() {
    define(parent, child);
    fails(parent, 10);
    fails(child, 11);
    told(12);
    passes(parent, 20);
    assertThat(ledger.tick(T0.plusSeconds(9999), at(34), 10).written().messages()).isZero();

    ledger.tick(T0.plusSeconds(9999), at(46), 10);

    assertThat(told(60)).containsExactlyInAnyOrder("OPENED CH-101", "RESOLVED CH-100");
  }

  @Test
  void whatDependsOnAnotherThatFailsGoesOverToThat() {
    Check other = Samples.check("CH-103");
    Check both =
        Samples.dependent(
            Samples.check("CH-104"), "chrona/production/CH-100", "chrona/production/CH-103");
    define(parent, other, both);
    fails(parent, 10);
    fails(both, 11);
    fails(other, 12);
    told(13);
    passes(parent, 20);
    fails(both, 21);
    assertThat(incident(both).fold()).map(Fold::into).contains(incident(other).id());
    assertThat(told(30)).contains("RESOLVED CH-100").noneMatch(word -> word.endsWith("CH-104"));
  }

  @Test
  void whatWasToldBeforeItsParentJoinsItAndItsEndIsTold() {
    define(parent, child);
    fails(child, 10);
    assertThat(told(11)).containsExactly("OPENED CH-101");
    fails(parent, 20);
    assertThat(incident(child).fold()).map(Fold::into).contains(incident(parent).id());
    assertThat(told(40)).containsExactlyInAnyOrder("OPENED CH-100", "UPDATED CH-101");
    passes(child, 50);
    assertThat(told(51)).contains("RESOLVED CH-101");
    passes(parent, 60);
    assertThat(told(61)).contains("RESOLVED CH-100");
  }

  @Test
  void whatFailsAgainAfterItsEndWasToldIsToldAnewWhenItStandsByItself() {
    define(parent, child);
    fails(child, 10);
    told(11);
    fails(parent, 20);
    told(40);
    passes(child, 50);
    assertThat(told(51)).contains("RESOLVED CH-101");
    fails(child, 60);
    assertThat(told(69)).noneMatch(word -> word.endsWith("CH-101"));

    passes(parent, 70);
    fails(child, 80);

    assertThat(told(81)).contains("REOPENED CH-101", "RESOLVED CH-100");
    passes(child, 100);
    passes(child, 720);
    assertThat(told(730)).contains("RESOLVED CH-101");
  }

  @Test
  void whatNobodyHasBegunToTellIsTakenBack() {
    define(parent, child);
    fails(child, 10);
    fails(parent, 11);
    assertThat(told(12)).containsExactly("OPENED CH-100");
    passes(parent, 20);
    fails(child, 21);
    assertThat(told(22)).contains("OPENED CH-101");
  }

  @Test
  void oneHostIsOneIncidentWhateverTheSystem() {
    List<Check> checks = systems(5);
    define(checks.toArray(Check[]::new));
    checks.forEach(one -> accept(List.of(Samples.unreached(one.item(), at(10), HOST)), at(10)));
    assertThat(told(11)).containsExactly("OPENED system-0");
    checks.forEach(one -> passes(one, 20));
    assertThat(told(30)).containsExactly("RESOLVED system-0");
  }

  @Test
  void aWorseMemberMakesItWorse() {
    Check minor =
        Samples.check(
            Samples.item("CH-110"),
            check.thresholds(),
            "default",
            "r1",
            Samples.meaning("Minor", Severity.P2));
    define(minor, check);
    accept(List.of(Samples.unreached(minor.item(), at(10), HOST)), at(10));
    assertThat(incident(minor).severity()).isEqualTo(Severity.P2);
    accept(List.of(Samples.unreached(item, at(12), HOST)), at(12));
    assertThat(incident(minor).severity()).isEqualTo(Severity.P0);
  }

  @Test
  void aThousandAtOnceAreElevenMessages() {
    List<Check> checks =
        IntStream.range(0, 1000).mapToObj(i -> Samples.check("X-%04d".formatted(i))).toList();
    define(checks.toArray(Check[]::new));
    for (int from = 0; from < 1000; from += 250) {
      accept(
          checks.subList(from, from + 250).stream()
              .map(one -> Samples.failed(one.item(), at(10)))
              .toList(),
          at(10));
    }
    assertThat(outbox.claim("slack", at(12), LEASE, 1000)).hasSize(Folding.STORM);
    assertThat(incident(checks.getFirst()).members().orElseThrow().total()).isEqualTo(990);
    assertThat(incident(checks.getFirst()).members().orElseThrow().some())
        .hasSize(Members.MOST_NAMED);
  }

  @Test
  void whatJoinsWhileAnotherRecoversChangesTheMessageOnce() {
    Check other = Samples.dependent(Samples.check("CH-105"), "chrona/production/CH-100");
    define(parent, child, other);
    fails(parent, 10);
    fails(child, 11);
    told(12);

    accept(
        List.of(Samples.passed(child.item(), at(20)), Samples.failed(other.item(), at(20))),
        at(20));

    assertThat(incident(parent).members().orElseThrow().open()).isEqualTo(1);
    assertThat(told(40)).containsExactly("UPDATED CH-100");
  }

  @Test
  void twoLeadsOfOneCauseNeverComeToBe() throws Exception {
    for (int round = 0; round < 10; round++) {
      open();
      List<Check> checks = systems(8);
      define(checks.toArray(Check[]::new));
      List<Callable<Integer>> work = new ArrayList<>();
      for (Check one : checks) {
        work.add(
            () -> {
              accept(List.of(Samples.unreached(one.item(), at(10), HOST)), at(10));
              return 1;
            });
      }
      try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
        for (Future<Integer> done : workers.invokeAll(work)) {
          done.get();
        }
      }
      assertThat(incidents()).filteredOn(one -> one.fold().isEmpty()).hasSize(1);
      assertThat(told(11)).hasSize(1);
    }
  }

  private static List<Check> systems(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                Samples.check(
                    new ItemId("chrona", "env-" + i, "system-" + i),
                    new Thresholds(1, 1, 1),
                    "default"))
        .toList();
  }

  private void accept(List<Result> results, Instant now) {
    ledger.accept(results, now);
  }

  private void fails(Check check, int second) {
    accept(List.of(Samples.failed(check.item(), at(second))), at(second));
  }

  private void passes(Check check, int second) {
    accept(List.of(Samples.passed(check.item(), at(second))), at(second));
  }

  private Incident incident(Check check) {
    List<Incident> all =
        publications.unpublished(2_000).stream()
            .filter(Publication.OfIncident.class::isInstance)
            .map(one -> ((Publication.OfIncident) one).incident())
            .filter(one -> one.item().equals(check.item()))
            .toList();
    assertThat(all).as("incidents of %s", check.item()).hasSize(1);
    return all.getFirst();
  }

  /** What goes to one channel by {@code second}, such as {@code OPENED CH-100}. */
  private List<String> told(int second) {
    List<String> told = new ArrayList<>();
    List<Posting> some = claim("slack", at(second));
    while (!some.isEmpty()) {
      for (Posting posting : some) {
        told.add(word(posting));
        outbox.settle(posting, new Settlement.Delivered(Optional.of("ts")), at(second));
      }
      some = claim("slack", at(second));
    }
    return told;
  }

  private static String word(Posting posting) {
    Telling telling = posting.telling();
    return telling + " " + posting.incident().item().item();
  }
}
