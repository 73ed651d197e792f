package io.vigie.alert.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vigie.alert.Samples;
import io.vigie.alert.incident.Posting;
import io.vigie.alert.incident.Posting.Telling;
import io.vigie.alert.notify.story.Story;
import io.vigie.contract.alert.Incident;
import io.vigie.contract.alert.IncidentId;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.Meaning;
import io.vigie.contract.check.Severity;
import io.vigie.contract.check.Thresholds;
import io.vigie.contract.result.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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
  protected static final String HOSTILE =
      "<!here> <@U1> <http://evil.example|click> <script>alert(1)</script> & \"quoted\"\r\n"
          + "Bcc: victim@example.com\r\n\r\nbody \u0007 \u2028 *bold*";

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
            "■ P0 FAIL · Chrona · production",
            "Sign-in answers",
            "status was 503",
            "expected status == 200, found 503",
            "2026-11-20 08:00:00 UTC",
            "Restart the gateway.",
            "https://example.com/runbook#sign-in",
            "availability",
            "team-chrona",
            "chrona/production/CH-001 · incident #");
  }

  @Test
  void deliversAResolutionWithItsDuration() {
    Attempt opened = send(Telling.OPENED);
    Attempt resolved = notifier.send(story(Telling.RESOLVED), receipt(opened));
    assertThat(resolved).isInstanceOf(Attempt.Delivered.class);
    assertThat(all()).contains("● P0 RESOLVED after 38 min", "200 in 12 ms");
  }

  @Test
  void deliversBothInOne() {
    assertThat(send(Telling.OPENED_AND_RESOLVED)).isInstanceOf(Attempt.Delivered.class);
    assertThat(arrived()).hasSize(1);
    assertThat(all()).contains("OPENED AND RESOLVED", "status was 503", "200 in 12 ms", "38 min");
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

  @Test
  void aHostileTargetCanNameNobodyAndInjectNothing() {
    Attempt attempt =
        notifier.send(story(Telling.OPENED, hostileCheck(), HOSTILE), Optional.empty());
    assertThat(attempt).isInstanceOf(Attempt.Delivered.class);
    assertHarmless(arrived().getFirst());
  }

  /** What harmless means depends on the channel. */
  protected abstract void assertHarmless(Arrived message);

  @Test
  void aVeryLongMessageIsShortenedAndNotLost() {
    String flood = "& long ".repeat(20_000);
    Check check =
        Samples.check(
            Samples.item("CH-001"), Thresholds.DEFAULT, "ops", "r1", Samples.meaning(flood));
    assertThat(notifier.send(story(Telling.OPENED, check, flood), Optional.empty()))
        .isInstanceOf(Attempt.Delivered.class);
    assertThat(arrived().getFirst().raw().length()).isLessThan(100_000);
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
    return story(telling, Samples.check("CH-001"), "status was 503");
  }

  protected static Story story(Telling telling, Check check, String summary) {
    ItemId item = check.item();
    Incident incident =
        new Incident(
            IncidentId.of(item, Samples.START),
            1,
            item,
            Severity.P0,
            check.meaning().title(),
            Samples.START,
            Samples.START.plusSeconds(20),
            telling == Telling.OPENED
                ? Optional.empty()
                : Optional.of(Samples.START.plus(Duration.ofMinutes(38))),
            Optional.of(Samples.START.minusSeconds(10)),
            new Outcome.Failed(Samples.failure(summary)),
            telling == Telling.OPENED ? "" : "200 in 12 ms");
    return Story.of(
        new Posting(
            List.of(UUID.randomUUID()),
            "ops",
            telling,
            incident,
            check,
            1,
            Optional.empty(),
            false,
            Samples.START));
  }

  private static Check hostileCheck() {
    Meaning meaning =
        new Meaning(
            HOSTILE,
            HOSTILE,
            HOSTILE,
            Severity.P0,
            Optional.of(new Meaning.Owner(HOSTILE, Optional.empty())),
            Optional.of(HOSTILE),
            Optional.of(HOSTILE),
            Optional.of("https://evil.example/|<!here>"),
            Optional.empty(),
            "en",
            List.of());
    return Samples.check(Samples.item("CH-001"), Thresholds.DEFAULT, HOSTILE, "r1", meaning);
  }
}
