package io.vigie.alert.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.alert.Samples;
import io.vigie.alert.incident.FreeLanes;
import io.vigie.alert.incident.Outbox.Backlog;
import io.vigie.alert.incident.Posting;
import io.vigie.alert.incident.Settlement;
import io.vigie.alert.notify.story.Story;
import io.vigie.alert.route.Routes;
import io.vigie.alert.silence.Silences;
import io.vigie.contract.alert.Incident;
import io.vigie.contract.alert.IncidentId;
import io.vigie.contract.alert.Matcher;
import io.vigie.contract.alert.Silence;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.Severity;
import io.vigie.contract.result.Outcome;
import io.vigie.testkit.clock.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LaneTest {

  private static final DeliveryRules RULES =
      new DeliveryRules(
          Duration.ofSeconds(1),
          Duration.ofSeconds(30),
          Duration.ofSeconds(30),
          Duration.ofMinutes(2),
          Duration.ofHours(24));

  private final MutableClock clock = new MutableClock(Samples.START);
  private final MemoryOutbox outbox = new MemoryOutbox();
  private final Scripted notifier = new Scripted();
  private final Heard heard = new Heard();
  private final Silences silences = new Silences();
  private final Routes routes =
      new Routes(List.of(), Map.of(), List.of("ops"), Optional.empty(), silences);
  private final Lane lane = lane(Rate.UNLIMITED);

  private Lane lane(Rate rate) {
    return new Lane(
        "ops",
        notifier,
        rate,
        outbox,
        new Restraint(routes),
        RULES,
        clock,
        new Random(1),
        heard,
        new FreeLanes(RULES.lease()));
  }

  /** Answers from a script, then delivers. */
  private static final class Scripted implements Notifier {
    private final Deque<Attempt> script = new ArrayDeque<>();
    private final List<String> told = new ArrayList<>();
    private final List<Posting.Telling> tellings = new ArrayList<>();
    private Posting.Telling tellingNow;
    private Posting.Telling tellsNot = Posting.Telling.UPDATED;
    private int calls = 1;

    @Override
    public boolean tells(Posting.Telling telling) {
      return telling != tellsNot;
    }

    @Override
    public int calls(Posting.Telling telling) {
      tellingNow = telling;
      return calls;
    }

    @Override
    public Attempt send(Story story, Optional<String> receipt) {
      told.add(story.title());
      tellings.add(tellingNow);
      return script.isEmpty() ? Attempt.delivered("r") : script.poll();
    }

    @Override
    public void close() {}
  }

  /** Remembers what it was told. */
  private static final class Heard implements DeliveryListener {
    private final List<String> words = new ArrayList<>();
    private final List<Integer> counts = new ArrayList<>();

    @Override
    public void delivered(Posting posting, Duration sinceCause) {
      counts.add(posting.rows().size());
      words.add("delivered after " + sinceCause.toSeconds() + " s");
    }

    @Override
    public void postponed(Posting posting) {
      words.add("postponed");
    }

    @Override
    public void unclear(Posting posting) {
      words.add("unclear");
    }

    @Override
    public void givenUp(String channel) {
      words.add("given up");
    }

    @Override
    public void waiting(Backlog backlog) {}
  }

  @Test
  void deliversInOrder() {
    outbox.add(posting("a"), posting("b"), posting("c"));
    assertThat(lane.round()).isFalse();
    assertThat(notifier.told).containsExactly("a", "b", "c");
    assertThat(outbox.settled()).hasOnlyElementsOfType(Settlement.Delivered.class);
    assertThat(heard.words).containsOnly("delivered after 5 s");
  }

  @Test
  void asksForMoreAfterAFullHand() {
    for (int i = 0; i < 10; i++) {
      outbox.add(posting("m" + i));
    }
    assertThat(lane.round()).isTrue();
    assertThat(lane.round()).isFalse();
  }

  @Test
  void waitsAsLongAsTheChannelAsks() {
    outbox.add(posting("a"), posting("b"));
    notifier.script.add(new Attempt.Retry("rate limited", Optional.of(Duration.ofSeconds(30))));
    lane.round();
    assertThat(notifier.told).containsExactly("a");

    clock.advance(Duration.ofMillis(29_999));
    lane.round();
    assertThat(notifier.told).containsExactly("a");

    clock.advance(Duration.ofMillis(1));
    lane.round();
    assertThat(notifier.told).containsExactly("a", "a", "b");
  }

  @Test
  void asksAChannelThatIsDownOnceInAWhileAndNotOnceForEachMessage() {
    for (int i = 0; i < 50; i++) {
      outbox.add(posting("m" + i));
    }
    for (int i = 0; i < 1_000; i++) {
      notifier.script.add(Attempt.retry("connection refused"));
    }
    for (int second = 0; second < 600; second++) {
      lane.round();
      clock.advance(Duration.ofSeconds(1));
    }
    assertThat(notifier.told).hasSizeBetween(20, 150);
  }

  @Test
  void oneMessageThatAlwaysFailsHoldsUpNobodyForLong() {
    outbox.add(posting("poison"));
    notifier.script.add(Attempt.retry("500"));
    lane.round();
    outbox.add(posting("good"));
    clock.advance(Duration.ofSeconds(2));
    lane.round();
    assertThat(notifier.told).contains("good");
  }

  @Test
  void anUnclearSendWaitsLongerAndIsCounted() {
    outbox.add(posting("a"));
    notifier.script.add(new Attempt.Unclear("no answer"));
    lane.round();
    assertThat(heard.words).containsExactly("unclear");
    assertThat(outbox.settled().getFirst())
        .isInstanceOfSatisfying(
            Settlement.Postponed.class,
            postponed ->
                assertThat(postponed.until()).isAfterOrEqualTo(Samples.START.plusSeconds(30)));
  }

  @Test
  void aRefusalForGoodIsGivenUpAtOnce() {
    outbox.add(posting("a"), posting("b"));
    notifier.script.add(new Attempt.Permanent("channel_not_found"));
    lane.round();
    assertThat(heard.words).containsExactly("given up", "delivered after 5 s");
    assertThat(outbox.settled().getFirst()).isEqualTo(new Settlement.GivenUp("channel_not_found"));
  }

  @Test
  void aLaneThatStopsGivesBackWhatItHasNotSent() {
    outbox.add(posting("a"));
    lane.stop();
    lane.round();
    assertThat(notifier.told).isEmpty();
    assertThat(outbox.settled())
        .containsExactly(new Settlement.Postponed(Samples.START, "the service was stopping"));
  }

  @Test
  void pausesGrowAreBoundedAndNeverEqual() {
    Random random = new Random(3);
    for (int attempts = 1; attempts < 80; attempts++) {
      Duration pause = RULES.backOff(attempts, random);
      assertThat(pause).isPositive().isLessThanOrEqualTo(RULES.cap());
      if (attempts <= 5) {
        assertThat(pause).isLessThanOrEqualTo(Duration.ofSeconds(1L << (attempts - 1)));
      }
    }
    assertThat(RULES.afterUnclear(1, random)).isGreaterThan(RULES.unclear());
  }

  @Test
  void isNotCalledMoreOftenThanItMayBe() {
    Lane limited = lane(Rate.parse("2/s").orElseThrow());
    for (int i = 0; i < 10; i++) {
      outbox.add(posting("m" + i));
    }
    List<Integer> after = new ArrayList<>();
    for (int tenth = 0; tenth <= 20; tenth++) {
      limited.round();
      after.add(notifier.told.size());
      clock.advance(Duration.ofMillis(100));
    }
    assertThat(after.get(0)).isEqualTo(1);
    assertThat(after.get(4)).isEqualTo(1);
    assertThat(after.get(5)).isEqualTo(2);
    assertThat(after.get(20)).isEqualTo(5);
  }

  @Test
  void aMessageOfTwoCallsIsPaidForAfterwards() {
    notifier.calls = 2;
    Lane limited = lane(Rate.ONE_A_SECOND);
    outbox.add(posting("a"), posting("b"));
    limited.round();
    clock.advance(Duration.ofMillis(1_999));
    limited.round();
    assertThat(notifier.told).containsExactly("a");
    clock.advance(Duration.ofMillis(1));
    limited.round();
    assertThat(notifier.told).containsExactly("a", "b");
  }

  @Test
  void aThousandAtOnceAreAFewCallsInTheFirstMinuteAndAllAreTold() {
    Lane limited = lane(Rate.ONE_A_SECOND);
    outbox.add(posting("first"));
    limited.round();
    for (int i = 0; i < 999; i++) {
      outbox.add(posting("m" + i));
    }
    for (int tenth = 0; tenth < 600; tenth++) {
      clock.advance(Duration.ofMillis(100));
      limited.round();
    }
    assertThat(notifier.told).hasSize(3).startsWith("first");
    assertThat(heard.counts).containsExactly(1, 500, 499);
    assertThat(outbox.backlog(clock.instant()).waiting()).isZero();
  }

  @Test
  void whatPiledUpWhileAChannelWasAwayIsOneMessageOfWhatIsTrueNow() {
    notifier.script.add(Attempt.retry("connection refused"));
    outbox.add(posting("first"));
    lane.round();
    for (int i = 0; i < 11; i++) {
      outbox.add(i == 0 ? told(Posting.Telling.OPENED_AND_RESOLVED) : posting("m" + i));
    }
    clock.advance(Duration.ofSeconds(2));
    lane.round();
    assertThat(notifier.told)
        .containsExactly("first", "12 incidents while this channel was away, 11 not over");
    assertThat(notifier.tellings).endsWith(Posting.Telling.SUMMARY);
    assertThat(outbox.settled().getLast()).isEqualTo(new Settlement.Delivered(Optional.of("r")));
  }

  @Test
  void aChannelForMachinesIsToldOneByOne() {
    notifier.tellsNot = Posting.Telling.SUMMARY;
    for (int i = 0; i < 25; i++) {
      outbox.add(posting("m" + i));
    }
    while (lane.round()) {
      // more
    }
    assertThat(notifier.told).hasSize(25);
    assertThat(notifier.tellings).containsOnly(Posting.Telling.OPENED);
  }

  @Test
  void whatAChannelDoesNotTellIsLeftOut() {
    outbox.add(told(Posting.Telling.UPDATED));
    lane.round();
    assertThat(notifier.told).isEmpty();
    assertThat(outbox.settled())
        .containsExactly(new Settlement.Skipped("channel ops does not tell such a thing"));
  }

  @Test
  void aSilenceHoldsAnOpeningAndNeverAnEnd() {
    Instant until = Samples.START.plusSeconds(600);
    silences.know(
        List.of(
            new Silence(
                UUID.randomUUID(),
                1,
                Matcher.ALL,
                "deployment",
                "anne",
                Samples.START,
                until,
                Optional.empty())));
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
    silences.know(
        List.of(
            new Silence(
                UUID.randomUUID(),
                1,
                Matcher.ALL,
                "deployment",
                "anne",
                Samples.START,
                Samples.START.plusSeconds(6000),
                Optional.empty())));
    Restraint canary = new Restraint(routes, Set.of("ops"));
    assertThat(canary.of(told(Posting.Telling.OPENED), clock.instant())).isEmpty();
    assertThat(new Restraint(routes).of(told(Posting.Telling.OPENED), clock.instant())).isPresent();
  }

  @Test
  void oneThatMayHaveBeenToldIsNotHeldAnyMore() {
    notifier.script.add(new Attempt.Unclear("no answer"));
    outbox.add(posting("a"));
    lane.round();
    silences.know(
        List.of(
            new Silence(
                UUID.randomUUID(),
                1,
                Matcher.ALL,
                "deployment",
                "anne",
                Samples.START,
                Samples.START.plusSeconds(6000),
                Optional.empty())));
    clock.advance(Duration.ofSeconds(60));
    lane.round();
    assertThat(notifier.told).hasSize(2);
  }

  private static Posting told(Posting.Telling telling) {
    Posting of = posting("told");
    return new Posting(
        of.rows(),
        of.channel(),
        telling,
        of.incident(),
        of.check(),
        0,
        Optional.empty(),
        false,
        of.causedAt());
  }

  static Posting posting(String title) {
    Check check =
        Samples.check(
            Samples.item("CH-001"),
            io.vigie.contract.check.Thresholds.DEFAULT,
            "default",
            "r1",
            Samples.meaning(title));
    Incident incident =
        new Incident(
            IncidentId.of(check.item(), Samples.START),
            1,
            check.item(),
            Severity.P0,
            title,
            Samples.START,
            Samples.START,
            Optional.empty(),
            Optional.empty(),
            new Outcome.Failed(Samples.failure("broken")),
            "");
    return new Posting(
        List.of(UUID.randomUUID()),
        "ops",
        Posting.Telling.OPENED,
        incident,
        check,
        0,
        Optional.empty(),
        false,
        Samples.START.minusSeconds(5));
  }
}
