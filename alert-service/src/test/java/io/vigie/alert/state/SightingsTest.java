package io.vigie.alert.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.alert.Samples;
import io.vigie.alert.state.Effect.IncidentOpened;
import io.vigie.alert.state.Effect.IncidentResolved;
import io.vigie.contract.alert.Sightings;
import io.vigie.contract.check.Confirm;
import io.vigie.contract.check.Thresholds;
import io.vigie.contract.job.Cause;
import io.vigie.contract.job.RunId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SightingsTest {

  private final History item =
      new History(Samples.check(Samples.item("CH-001"), new Thresholds(2, 3, 2), "default"));

  @Test
  void anOpeningSaysHowOftenTheFailureWasSeenUntilThen() {
    item.runs("pfpf");
    assertThat(opened()).contains(new Sightings(2, 2, List.of("r-1")));
  }

  @Test
  void anEndSaysHowOftenItWasSeenInAll() {
    item.runs("ffffpfpp");
    assertThat(resolved()).contains(new Sightings(5, 5, List.of("r-1")));
  }

  @Test
  void everyAttemptCountsAndEveryRunnerOnce() {
    failed("r-1", 3);
    failed("r-2", 2);
    assertThat(opened()).contains(new Sightings(2, 5, List.of("r-1", "r-2")));
    failed("r-1", 1);
    item.runs("pp");
    assertThat(resolved()).contains(new Sightings(3, 6, List.of("r-1", "r-2")));
  }

  @Test
  void whatWasNotBelievedDoesNotCountLater() {
    item.runs("fpppff");
    assertThat(opened()).contains(new Sightings(2, 2, List.of("r-1")));
  }

  @Test
  void anIncidentThatOpensAgainGoesOnCounting() {
    item.runs("ffppff");
    assertThat(item.effects(Effect.IncidentReopened.class)).hasSize(1);
    assertThat(item.state.track().seen()).contains(new Sightings(4, 4, List.of("r-1")));
  }

  @Test
  void oneThatOpensLaterBeginsAnew() {
    item.runs("ffpp");
    item.now = item.now.plus(Duration.ofHours(1));
    item.runs("ppff");
    assertThat(opened()).contains(new Sightings(2, 2, List.of("r-1")));
  }

  @Test
  void whoConfirmsAFailureHasSeenIt() {
    item.check = Samples.confirmed(item.check, new Confirm.AtLocation("inside"));
    item.runs("ff").answered('f');
    assertThat(opened()).contains(new Sightings(3, 3, List.of("r-1", "r-2")));
  }

  @Test
  void ofSeveralPlacesThoseThatSawItCount() {
    History rounds =
        new History(Samples.seenFrom(Samples.check("CH-001"), 2, "outside", "inside", "host"));
    Instant due = Samples.START.plusSeconds(10);
    rounds.now = due;
    rounds.says("outside", 'f', due).says("host", 'f', due);
    assertThat(rounds.effects(IncidentOpened.class).getFirst().seen())
        .contains(new Sightings(2, 2, List.of("r-outside", "r-host")));
  }

  @Test
  void whereNobodyLooksNobodySawIt() {
    History job = new History(Samples.nightly("CH-099"));
    job.take(job.seen('f', job.now));
    assertThat(job.effects(IncidentOpened.class))
        .singleElement()
        .satisfies(opened -> assertThat(opened.seen()).isEmpty());
  }

  @Test
  void nobodyIsNamedForever() {
    Sightings all =
        java.util.stream.IntStream.range(0, 50)
            .mapToObj(i -> Sightings.of("r-" + i, 1))
            .reduce(Sightings::and)
            .orElseThrow();
    assertThat(all.runs()).isEqualTo(50);
    assertThat(all.runners()).hasSize(Sightings.MOST_RUNNERS);
  }

  private void failed(String runner, int attempts) {
    item.now = item.now.plusSeconds(10);
    Event.Look look =
        new Event.Look(
            RunId.of(item.check.item(), item.now),
            item.now,
            runner,
            "outside",
            Cause.SCHEDULE,
            attempts);
    item.take(new Event.Failed(look, Samples.failure("broken")));
  }

  private Optional<Sightings> opened() {
    return item.effects(IncidentOpened.class).getFirst().seen();
  }

  private Optional<Sightings> resolved() {
    return item.effects(IncidentResolved.class).getFirst().seen();
  }
}
