package io.vigie.alert.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.alert.Samples;
import io.vigie.alert.incident.FreeLanes;
import io.vigie.alert.incident.FreeLanes.Handed;
import io.vigie.alert.incident.Outbox;
import io.vigie.alert.incident.Posting;
import io.vigie.alert.incident.Settlement;
import io.vigie.alert.notify.story.Story;
import io.vigie.alert.route.Routes;
import io.vigie.testkit.clock.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A lane that stands idle is handed what is owed on its channel. */
class HandedLaneTest {

  private static final DeliveryRules RULES =
      new DeliveryRules(
          Duration.ofSeconds(1),
          Duration.ofSeconds(30),
          Duration.ofSeconds(30),
          Duration.ofMinutes(2),
          Duration.ofHours(24));

  private final MutableClock clock = new MutableClock(Samples.START);
  private final MemoryOutbox outbox = new MemoryOutbox();
  private final FreeLanes free = new FreeLanes(RULES.lease());
  private final Listening notifier = new Listening();
  private final Lane lane = lane(Rate.UNLIMITED);

  private Lane lane(Rate rate) {
    Restraint none = new Restraint(new Routes(Map.of(), List.of("ops")));
    return new Lane(
        "ops", notifier, rate, outbox, none, RULES, clock, new Random(1), new Deaf(), free);
  }

  /** Takes everything, or asks for a pause. */
  private static final class Listening implements Notifier {
    private final List<String> told = new ArrayList<>();
    private boolean full;

    @Override
    public Attempt send(Story story, Optional<String> receipt) {
      if (full) {
        return new Attempt.Retry("full", Optional.of(Duration.ofMinutes(1)));
      }
      told.add(story.title());
      return Attempt.delivered("r");
    }

    @Override
    public void close() {}
  }

  private static final class Deaf implements DeliveryListener {
    @Override
    public void delivered(Posting posting, Duration sinceCause) {}

    @Override
    public void postponed(Posting posting) {}

    @Override
    public void unclear(Posting posting) {}

    @Override
    public void givenUp(String channel) {}

    @Override
    public void waiting(Outbox.Backlog backlog) {}
  }

  @Test
  void aLaneIsFreeOnceItHasLookedAndFoundNothing() {
    assertThat(taken()).isFalse();

    assertThat(lane.round()).isFalse();

    assertThat(taken()).isTrue();
    assertThat(taken()).as("a second one").isFalse();
  }

  @Test
  void whatIsHandedOverIsSentInTheNextRound() {
    lane.hand(handed("a", clock.instant()));

    assertThat(lane.round()).isFalse();

    assertThat(notifier.told).containsExactly("a");
    assertThat(outbox.settled()).hasOnlyElementsOfType(Settlement.Delivered.class);
    assertThat(taken()).isTrue();
  }

  @Test
  void aLaneThatPausesIsNotFree() {
    notifier.full = true;
    lane.hand(handed("a", clock.instant()));

    assertThat(lane.round()).isFalse();

    assertThat(outbox.settled()).hasOnlyElementsOfType(Settlement.Postponed.class);
    assertThat(taken()).isFalse();
  }

  @Test
  void aLaneWithARateIsFreeWhenItMaySendAgain() {
    Lane slow = lane(Rate.ONE_A_SECOND);
    assertThat(slow.round()).isFalse();
    slow.hand(handed("a", clock.instant()));
    assertThat(slow.round()).isFalse();

    assertThat(taken()).isFalse();
    var _ = clock.advance(Duration.ofSeconds(1));
    assertThat(taken()).isTrue();
  }

  @Test
  void whatWasTakenTooLongAgoIsTriedAnew() {
    lane.hand(handed("a", clock.instant().minus(RULES.lease())));

    assertThat(lane.round()).isFalse();

    assertThat(outbox.settled())
        .hasExactlyElementsOfTypes(Settlement.Postponed.class, Settlement.Delivered.class);
    assertThat(notifier.told).containsExactly("a");
  }

  @Test
  void whatIsHandedOverToALaneThatHasStoppedIsGivenBack() {
    assertThat(lane.round()).isFalse();
    lane.stop();
    lane.hand(handed("a", clock.instant()));

    lane.giveBack();

    assertThat(notifier.told).isEmpty();
    assertThat(outbox.settled()).hasOnlyElementsOfType(Settlement.Postponed.class);
    assertThat(taken()).isFalse();
  }

  private boolean taken() {
    return free.take("ops", clock.instant());
  }

  private static Handed handed(String title, Instant at) {
    return new Handed(LaneStage.posting(title), at);
  }
}
