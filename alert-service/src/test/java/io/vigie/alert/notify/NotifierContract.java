package io.vigie.alert.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vigie.alert.Samples;
import io.vigie.alert.incident.Posting;
import io.vigie.alert.incident.Posting.Telling;
import io.vigie.alert.notify.story.Hostility;
import io.vigie.alert.notify.story.Story;
import io.vigie.alert.notify.story.Tales;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.Thresholds;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every notifier does, whatever its channel is. One subclass for each kind. */
public abstract class NotifierContract {

  /** How the other side can be made to behave. */
  public enum Fault {
    RATE_LIMITED_FOR_7_SECONDS,
    SERVER_ERROR,
    REFUSED_FOR_GOOD,
    TAKES_AND_STAYS_SILENT,
    GONE
  }

  /** What arrived, as one text with all that a reader would see, and its raw form. */
  public record Arrived(String readable, String raw) {}

  private static final SendDeadline PATIENT = new SendDeadline(Duration.ofSeconds(15));
  private static final SendDeadline SHORT = new SendDeadline(Duration.ofSeconds(2));

  /** What a channel can be told first. */
  private static final Set<Telling> BEGINNINGS =
      Set.of(
          Telling.OPENED,
          Telling.OPENED_AND_RESOLVED,
          Telling.TEST,
          Telling.DIGEST,
          Telling.SUMMARY);

  private static final Map<Telling, String> NEWS =
      new EnumMap<>(
          Map.ofEntries(
              Map.entry(Telling.OPENED, "status was 503"),
              Map.entry(Telling.UPDATED, "Failing with it: 23, of which 21 are not over"),
              Map.entry(Telling.ACKNOWLEDGED, "Acknowledged by ann"),
              Map.entry(Telling.COMMENTED, "ann says: the pool is full, I restart it"),
              Map.entry(Telling.ESCALATED, "Nobody acknowledged it in time"),
              Map.entry(
                  Telling.REMINDED, "Still failing after 30 min · nobody acknowledged it yet"),
              Map.entry(Telling.REOPENED, "Failing again: status was 503"),
              Map.entry(Telling.RESOLVED, "200 in 12 ms"),
              Map.entry(Telling.OPENED_AND_RESOLVED, "it could not be told here while it lasted"),
              Map.entry(Telling.TEST, "○ TEST · chrona · production"),
              Map.entry(Telling.DIGEST, "61 open and not urgent"),
              Map.entry(Telling.SUMMARY, "37 incidents while this channel was away, 1 not over")));

  private static final Map<Telling, String> FRENCH =
      new EnumMap<>(
          Map.ofEntries(
              Map.entry(Telling.OPENED, "■ P0 ÉCHEC · chrona · production"),
              Map.entry(Telling.UPDATED, "CH-002"),
              Map.entry(Telling.ACKNOWLEDGED, "Pris en charge par ann"),
              Map.entry(Telling.COMMENTED, "ann dit\u00A0: the pool is full, I restart it"),
              Map.entry(Telling.ESCALATED, "Personne ne l'a pris en charge à temps"),
              Map.entry(Telling.REMINDED, "Toujours en échec après 30 min"),
              Map.entry(Telling.REOPENED, "De nouveau en échec\u00A0: statut 503"),
              Map.entry(Telling.RESOLVED, "RÉSOLU après 38 min"),
              Map.entry(Telling.OPENED_AND_RESOLVED, "OUVERT PUIS RÉSOLU en 38 min"),
              Map.entry(Telling.TEST, "Rien n'est en panne"),
              Map.entry(Telling.DIGEST, "RÉCAPITULATIF"),
              Map.entry(Telling.SUMMARY, "pendant l'absence de ce canal")));

  private static final int FLOOD = 40_000;

  protected static Vertx vertx;
  protected Notifier notifier;

  @BeforeAll
  static void startVertx() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void stopVertx() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  protected abstract NotifierKind kind(SendDeadline deadline);

  protected NotifierKind kind() {
    return kind(PATIENT);
  }

  protected abstract Map<String, String> settings();

  /** The values that must never be shown. */
  protected abstract List<String> secrets();

  protected abstract void plant(Fault fault);

  protected abstract List<Arrived> arrived();

  /** True when the channel says how long it wants to be left alone. */
  protected boolean namesAPause() {
    return true;
  }

  @BeforeEach
  void open() {
    notifier = kind().open(new ChannelSettings("ops", settings()));
  }

  @AfterEach
  void close() {
    notifier.close();
  }

  /** From here on a stall is noticed soon; what came before has warmed everything up. */
  private void hurry() {
    send(Telling.OPENED);
    notifier.close();
    notifier = kind(SHORT).open(new ChannelSettings("ops", settings()));
  }

  @Test
  void deliversAnOpening() {
    assertThat(send(Telling.OPENED)).isInstanceOf(Attempt.Delivered.class);
    assertThat(arrived()).hasSize(1);
    assertThat(arrived().getFirst().readable())
        .contains(
            "■ P0 FAIL · chrona · production",
            "Sign-in answers",
            "status was 503",
            "expected status == 200, got 503",
            "2026-11-20 08:00:00 UTC (09:00 Paris)",
            "Nobody can sign in.",
            "Restart the gateway.",
            "NO-GO for chrona",
            "https://example.com/runbook#sign-in",
            "https://vigie.example.com/items/chrona/production/CH-001",
            "availability",
            "team-chrona",
            "chrona/production/CH-001 · incident #",
            "You get this because of the route \"default\"");
  }

  @Test
  void deliversAResolutionWithItsDuration() {
    assertThat(tell(Telling.RESOLVED)).isInstanceOf(Attempt.Delivered.class);
    assertThat(all()).contains("● RESOLVED after 38 min · chrona · 200 in 12 ms");
  }

  @Test
  void deliversBothInOne() {
    assertThat(send(Telling.OPENED_AND_RESOLVED)).isInstanceOf(Attempt.Delivered.class);
    assertThat(arrived()).hasSize(1);
    assertThat(all())
        .contains("OPENED AND RESOLVED within 38 min", "status was 503", "200 in 12 ms");
  }

  @ParameterizedTest
  @EnumSource(Telling.class)
  void whatItTellsIsAcceptedAndSaysWhatIsNew(Telling telling) {
    if (notifier.tells(telling)) {
      assertThat(tell(telling)).isInstanceOf(Attempt.Delivered.class);
      assertThat(all()).contains(NEWS.get(telling));
    }
  }

  /** What is told again is told in the words that were chosen, whichever they are. */
  @ParameterizedTest
  @EnumSource(Telling.class)
  void speaksFrenchInEveryTelling(Telling telling) {
    if (notifier.tells(telling)) {
      Check check =
          Samples.check(
              Samples.item("CH-001"),
              Thresholds.DEFAULT,
              "ops",
              "r1",
              Samples.meaning("La connexion répond", "fr"));
      tell(Tales.posting(telling, check, "statut 503", List.of()));
      assertThat(arrived().getLast().readable())
          .contains(FRENCH.get(telling))
          .doesNotContain("You get this", "Since", "expected", "Owner");
    }
  }

  @Test
  void aPauseThatIsAskedForIsPassedOn() {
    plant(Fault.RATE_LIMITED_FOR_7_SECONDS);
    assertThat(send(Telling.OPENED))
        .isInstanceOfSatisfying(
            Attempt.Retry.class,
            retry ->
                assertThat(retry.after())
                    .isEqualTo(
                        namesAPause() ? Optional.of(Duration.ofSeconds(7)) : Optional.empty()));
    assertThat(arrived()).isEmpty();
  }

  @Test
  void troubleOfTheOtherSideIsTriedAgain() {
    plant(Fault.SERVER_ERROR);
    assertThat(send(Telling.OPENED)).isInstanceOf(Attempt.Retry.class);
    assertThat(send(Telling.OPENED)).isInstanceOf(Attempt.Delivered.class);
  }

  @Test
  void aRefusalForGoodIsNotTriedAgain() {
    plant(Fault.REFUSED_FOR_GOOD);
    assertThat(send(Telling.OPENED)).isInstanceOf(Attempt.Permanent.class);
  }

  @Test
  void whatWasSentAndNotAnsweredIsUnclearWithinTheDeadline() {
    hurry();
    plant(Fault.TAKES_AND_STAYS_SILENT);
    long start = System.nanoTime();
    assertThat(send(Telling.OPENED)).isInstanceOf(Attempt.Unclear.class);
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isLessThan(SHORT.value().plusSeconds(2));
    assertThat(arrived()).hasSize(2);
  }

  @Test
  void whatCouldNotConnectIsTriedAgain() {
    plant(Fault.GONE);
    assertThat(send(Telling.OPENED)).isInstanceOf(Attempt.Retry.class);
  }

  /** Whatever is told, and whoever wrote it. */
  @ParameterizedTest
  @EnumSource(Telling.class)
  void aHostileTargetCanNameNobodyAndInjectNothing(Telling telling) {
    if (!notifier.tells(telling)) {
      return;
    }
    Hostility.payloads()
        .forEach(
            payload ->
                assertThat(tell(Hostility.posting(telling, payload, List.of())))
                    .as(payload)
                    .isInstanceOf(Attempt.Delivered.class));
    assertThat(all()).contains(Hostility.MARK);
    arrived().forEach(this::assertHarmless);
  }

  /** What harmless means depends on the channel. */
  protected abstract void assertHarmless(Arrived message);

  @ParameterizedTest
  @EnumSource(Telling.class)
  void aVeryLongMessageIsShortenedAndNotLost(Telling telling) {
    if (!notifier.tells(telling)) {
      return;
    }
    for (String drop : List.of("& <\"\\> ", "漢字😀 ", "x")) {
      Posting flood = Hostility.posting(telling, drop.repeat(FLOOD / drop.length()), List.of());
      assertThat(tell(flood)).as(drop).isInstanceOf(Attempt.Delivered.class);
    }
    arrived().forEach(one -> assertThat(one.raw().length()).isLessThan(100_000));
  }

  @Test
  void noSecretIsEverShown() {
    hurry();
    for (Fault fault : Fault.values()) {
      plant(fault);
      String attempt = send(Telling.OPENED).toString();
      secrets().forEach(secret -> assertThat(attempt).doesNotContain(secret));
    }
    String shown = notifier + new ChannelSettings("ops", settings()).toString();
    secrets().forEach(secret -> assertThat(shown).doesNotContain(secret));
  }

  protected Attempt send(Telling telling) {
    return notifier.send(story(telling), Optional.empty());
  }

  /** Sends it as what follows on an opening, where it follows on one. */
  protected Attempt tell(Telling telling) {
    return tell(Tales.posting(telling, Samples.check("CH-001"), "status was 503", List.of()));
  }

  protected Attempt tell(Posting posting) {
    if (BEGINNINGS.contains(posting.telling())) {
      return notifier.send(Story.of(posting, Tales.VOICE), Optional.empty());
    }
    Posting opening = with(posting, Telling.OPENED, List.of());
    List<String> receipts =
        receipt(notifier.send(Story.of(opening, Tales.VOICE), Optional.empty())).stream().toList();
    Posting next = with(posting, posting.telling(), receipts);
    return notifier.send(Story.of(next, Tales.VOICE), next.receipt());
  }

  private static Posting with(Posting posting, Telling telling, List<String> receipts) {
    Posting like =
        Tales.posting(
            telling, posting.check(), posting.incident().firstFailure().summary(), receipts);
    return new Posting(
        posting.rows(),
        posting.channel(),
        telling,
        telling == posting.telling() ? posting.incident() : like.incident(),
        posting.check(),
        1,
        like.receipt(),
        false,
        posting.causedAt(),
        posting.ordinal(),
        posting.because(),
        like.receipts(),
        posting.listing());
  }

  protected static Optional<String> receipt(Attempt attempt) {
    return attempt instanceof Attempt.Delivered(Optional<String> receipt)
        ? receipt
        : Optional.empty();
  }

  private String all() {
    StringBuilder all = new StringBuilder();
    arrived().forEach(one -> all.append(one.readable()).append('\n'));
    return all.toString();
  }

  protected static Story story(Telling telling) {
    return Tales.story(telling);
  }

  protected static Story story(Telling telling, Check check, String summary) {
    return Tales.story(telling, check, summary);
  }
}
