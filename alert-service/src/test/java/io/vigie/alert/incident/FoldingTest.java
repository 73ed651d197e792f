package io.vigie.alert.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.vigie.alert.Samples;
import io.vigie.alert.incident.Folding.Folded;
import io.vigie.alert.incident.Folding.Open;
import io.vigie.alert.incident.Folding.Tie;
import io.vigie.contract.alert.IncidentId;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoldingTest {

  private static final String HOST = "connection|db.example.com";

  private final List<Open> known = new ArrayList<>();
  private final List<Tie> ties = new ArrayList<>();
  private final Set<IncidentId> fresh = new TreeSet<>((a, b) -> a.value().compareTo(b.value()));

  @Test
  void whatHasNothingToDoWithAnythingStands() {
    old("a", 0);
    opens("b", 1);
    assertThat(decided()).isEmpty();
  }

  @Test
  void aChildIsFoldedIntoItsParent() {
    old("parent", 0);
    opens("child", 400);
    depends("child", "parent", 1);
    assertThat(decided()).containsExactly("child > parent: depends on parent");
  }

  @Test
  void aChildOfAFoldedParentGoesToTheOneThatIsTold() {
    old("root", 0);
    old("parent", 10, "root", null);
    opens("child", 20);
    depends("child", "parent", 1);
    depends("child", "root", 2);
    assertThat(decided()).containsExactly("child > root: depends on parent");
  }

  @Test
  void parentAndChildInOneBatchWhateverTheirOrder() {
    opens("a-child", 0);
    opens("m-child", 0);
    opens("z-root", 0);
    depends("a-child", "m-child", 1);
    depends("a-child", "z-root", 2);
    depends("m-child", "z-root", 1);
    assertThat(decided())
        .containsExactlyInAnyOrder(
            "m-child > z-root: depends on z-root", "a-child > z-root: depends on m-child");
  }

  @Test
  void nothingIsToldWithTheCanaryNorItWithAnything() {
    Open canary = open(ItemId.CANARY, 0, null, HOST);
    known.add(canary);
    opens("same-host", 1, HOST);
    assertThat(decided()).isEmpty();
    old("before", -10, null, HOST);
    fresh.add(canary.id());
    ties.add(new Tie(canary.id(), id("before"), 1));
    assertThat(decided())
        .containsExactly("same-host > before: the same trouble to reach db.example.com");
  }

  @Test
  void theNearestParentIsNamed() {
    old("far", 0);
    old("near", 5);
    opens("child", 20);
    depends("child", "far", 3);
    depends("child", "near", 1);
    assertThat(decided()).containsExactly("child > near: depends on near");
  }

  @Test
  void aParentOfAnotherSystemIsNamedInFull() {
    Open parent = open(new ItemId("idp", "production", "IDP-1"), 0, null, null);
    known.add(parent);
    opens("child", 10);
    ties.add(new Tie(id("child"), parent.id(), 1));
    assertThat(Folding.decide(fresh, known, ties))
        .extracting(Folded::because)
        .containsExactly("depends on idp/production/IDP-1");
  }

  @ParameterizedTest(name = "opened {0} s before its parent: joins it {1}")
  @CsvSource({"0,true", "299,true", "300,true", "301,false"})
  void whatWasToldBeforeItsParentJoinsIt(int before, boolean joins) {
    old("child", 1000 - before);
    opens("parent", 1000);
    depends("child", "parent", 1);
    assertThat(decided())
        .isEqualTo(joins ? List.of("child > parent: depends on parent") : List.of());
  }

  @Test
  void whatJoinedAChildGoesWithItToTheParent() {
    old("child", 990, null, HOST);
    opens("other", 1000, HOST);
    opens("parent", 1000);
    depends("child", "parent", 1);
    assertThat(decided())
        .containsExactlyInAnyOrder(
            "other > parent: the same trouble to reach db.example.com",
            "child > parent: depends on parent");
  }

  @ParameterizedTest(name = "{0} s apart: together {1}")
  @CsvSource({"0,true", "29,true", "30,true", "31,false"})
  void oneCauseWithinHalfAMinuteIsOneIncident(int apart, boolean together) {
    old("a", 100, null, HOST);
    opens("b", 100 + apart, HOST);
    assertThat(decided())
        .isEqualTo(
            together ? List.of("b > a: the same trouble to reach db.example.com") : List.of());
  }

  @Test
  void oneAfterTheOtherWithinHalfAMinuteEachIsOneIncident() {
    old("a", 0, null, HOST);
    old("b", 25, "a", HOST);
    opens("c", 50, HOST);
    assertThat(decided()).containsExactly("c > a: the same trouble to reach db.example.com");
  }

  @Test
  void anotherCauseIsAnotherIncident() {
    old("a", 0, null, HOST);
    opens("b", 1, "certificate|db.example.com");
    opens("c", 1);
    assertThat(decided()).isEmpty();
  }

  @Test
  void whatIsDependedOnCountsMoreThanTheSameCause() {
    old("a", 0, null, HOST);
    old("parent", 1);
    opens("b", 2, HOST);
    depends("b", "parent", 1);
    assertThat(decided()).containsExactly("b > parent: depends on parent");
  }

  @Test
  void whatMayNotBeToldYetGoesToOneOfItsCauseThatMayThoughThatDependsOnIt() {
    opens("child", 0, HOST);
    Open parent = opening("parent", 28, Severity.P1, HOST).untold();
    known.add(parent);
    depends("child", "parent", 1);
    assertThat(decided())
        .containsExactly("parent > child: the same trouble to reach db.example.com");
  }

  @Test
  void whatDependsOnWhatJoinsOneThatIsToldWithAnOlderOneIsToldWithThat() {
    old("member", 0, "lead", HOST);
    known.add(opening("parent", 20, Severity.P1, HOST).untold());
    opens("child", 20);
    depends("child", "parent", 1);
    assertThat(Folding.decide(fresh, known, ties))
        .extracting(Folded::incident, Folded::into)
        .containsExactly(tuple(id("parent"), id("lead")), tuple(id("child"), id("lead")));
  }

  @Test
  void oneBatchOfOneCauseHasTheWorstAsItsLead() {
    known.add(opening("a", 0, Severity.P2, HOST));
    known.add(opening("b", 0, Severity.P0, HOST));
    known.add(opening("c", 0, Severity.P1, HOST));
    assertThat(decided())
        .containsExactlyInAnyOrder(
            "a > b: the same trouble to reach db.example.com",
            "c > b: the same trouble to reach db.example.com");
  }

  @ParameterizedTest(name = "{0} others: folded {1}")
  @CsvSource({"9,false", "10,true", "25,true"})
  void moreThanTenOfOneSystemAtOnceAreOneStorm(int others, boolean storm) {
    for (int i = 0; i < others; i++) {
      old("o-%02d".formatted(i), i);
    }
    opens("last", 25);
    assertThat(decided())
        .isEqualTo(
            storm
                ? List.of("last > o-00: many items of chrona/production fail at once")
                : List.of());
  }

  @Test
  void aBatchOfAThousandLeavesTenStanding() {
    for (int i = 0; i < 1000; i++) {
      opens("x-%04d".formatted(i), 0);
    }
    assertThat(decided()).hasSize(1000 - Folding.STORM);
  }

  @Test
  void stormsOfOtherSystemsAndOfFoldedOnesDoNotCount() {
    for (int i = 0; i < 20; i++) {
      known.add(open(new ItemId("other", "production", "o-" + i), i, null, null));
      old("f-" + i, i, "lead", null);
    }
    opens("last", 20);
    assertThat(decided()).isEmpty();
  }

  @Test
  void aCircleOfDependenciesEndsAndLeavesSomebodyStanding() {
    opens("a", 0);
    opens("b", 0);
    opens("c", 0);
    for (String child : List.of("a", "b", "c")) {
      for (String parent : List.of("a", "b", "c")) {
        depends(child, parent, 1);
      }
    }
    assertThat(Folding.decide(fresh, known, ties))
        .extracting(Folded::incident)
        .hasSize(2)
        .doesNotHaveDuplicates();
  }

  @Test
  void whatWasReleasedJoinsAnotherParentOrStands() {
    old("p1", 0);
    old("p2", 5);
    known.add(open(Samples.item("c1"), 10, "p1", HOST));
    known.add(open(Samples.item("c2"), 10, "p1", HOST));
    fresh.add(id("c1"));
    fresh.add(id("c2"));
    depends("c1", "p2", 1);
    assertThat(texts(Folding.reconsider(fresh, known, ties)))
        .containsExactly("c1 > p2: depends on p2");
  }

  @Test
  void inEveryHistoryNobodyIsToldWithSomebodyWhoIsNotTold() {
    for (long seed = 0; seed < 3_000; seed++) {
      Random random = new Random(seed);
      known.clear();
      ties.clear();
      fresh.clear();
      for (int i = 0; i < 14; i++) {
        String cause = random.nextInt(3) == 0 ? HOST + random.nextInt(2) : null;
        if (random.nextBoolean()) {
          opens("i-" + i, 300, cause);
        } else {
          old("i-" + i, random.nextInt(300), null, cause);
        }
      }
      for (int i = 0; i < 12; i++) {
        depends("i-" + random.nextInt(14), "i-" + random.nextInt(14), 1 + random.nextInt(3));
      }
      List<Folded> decided = Folding.decide(fresh, known, ties);
      Set<IncidentId> folded = decided.stream().map(Folded::incident).collect(Collectors.toSet());
      assertThat(decided).as("seed %d: decided once", seed).hasSameSizeAs(folded);
      assertThat(decided)
          .as("seed %d", seed)
          .allMatch(one -> !folded.contains(one.into()), "into one that stands");
    }
  }

  private List<String> decided() {
    return texts(Folding.decide(fresh, known, ties));
  }

  private List<String> texts(List<Folded> decided) {
    return decided.stream()
        .map(one -> name(one.incident()) + " > " + name(one.into()) + ": " + one.because())
        .toList();
  }

  private String name(IncidentId id) {
    return known.stream()
        .filter(open -> open.id().equals(id))
        .map(open -> open.item().item())
        .findFirst()
        .orElseThrow();
  }

  private void opens(String name, int second) {
    opens(name, second, null);
  }

  private void opens(String name, int second, String cause) {
    known.add(opening(name, second, Severity.P1, cause));
  }

  private Open opening(String name, int second, Severity severity, String cause) {
    fresh.add(id(name));
    return new Open(
        id(name),
        Samples.item(name),
        severity,
        Optional.empty(),
        Optional.ofNullable(cause),
        Samples.START.plusSeconds(second));
  }

  private void old(String name, int second) {
    old(name, second, null, null);
  }

  private void old(String name, int second, String lead, String cause) {
    known.add(open(Samples.item(name), second, lead, cause));
  }

  private static Open open(ItemId item, int second, String lead, String cause) {
    return new Open(
        IncidentId.of(item, Samples.START),
        item,
        Severity.P1,
        Optional.ofNullable(lead).map(FoldingTest::id),
        Optional.ofNullable(cause),
        Samples.START.plusSeconds(second));
  }

  private void depends(String child, String parent, int steps) {
    ties.add(new Tie(id(child), id(parent), steps));
  }

  private static IncidentId id(String name) {
    return IncidentId.of(Samples.item(name), Samples.START);
  }
}
