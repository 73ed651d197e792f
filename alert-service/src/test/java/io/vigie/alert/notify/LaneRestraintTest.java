package io.vigie.alert.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.alert.Samples;
import io.vigie.alert.incident.Posting;
import io.vigie.alert.incident.Settlement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is not told although it is due. */
class LaneRestraintTest extends LaneStage {

  @Test
  void aSilenceHoldsAnOpeningAndNeverAnEnd() {
    Instant until = Samples.START.plusSeconds(600);
    silences.know(List.of(Samples.silence(until)));
    outbox.add(told(Posting.Telling.OPENED), told(Posting.Telling.RESOLVED));
    outbox.add(told(Posting.Telling.REMINDED), told(Posting.Telling.TEST));
    lane.round();
    Settlement held = new Settlement.Held(until, "silence by anne: deployment");
    assertThat(notifier.told).hasSize(2);
    assertThat(outbox.settled())
        .filteredOn(one -> !(one instanceof Settlement.Delivered))
        .containsExactly(held, held);
    clock.advance(Duration.ofMinutes(10));
    lane.round();
    assertThat(notifier.told).hasSize(4);
  }

  @Test
  void noSilenceIsForAChannelThatNobodyReads() {
    silences.know(List.of(Samples.silence(Samples.START.plusSeconds(6000))));
    Restraint canary = new Restraint(routes, Set.of("ops"));
    assertThat(canary.of(told(Posting.Telling.OPENED), clock.instant())).isEmpty();
    assertThat(new Restraint(routes).of(told(Posting.Telling.OPENED), clock.instant())).isPresent();
  }

  @Test
  void oneThatMayHaveBeenToldIsNotHeldAnyMore() {
    notifier.script.add(new Attempt.Unclear("no answer"));
    outbox.add(posting("a"));
    lane.round();
    silences.know(List.of(Samples.silence(Samples.START.plusSeconds(6000))));
    clock.advance(Duration.ofSeconds(60));
    lane.round();
    assertThat(notifier.told).hasSize(2);
  }
}
