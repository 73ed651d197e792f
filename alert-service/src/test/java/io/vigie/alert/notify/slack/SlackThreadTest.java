package io.vigie.alert.notify.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vigie.alert.Samples;
import io.vigie.alert.incident.Posting.Telling;
import io.vigie.alert.notify.Attempt;
import io.vigie.alert.notify.ChannelSettings;
import io.vigie.alert.notify.Notifier;
import io.vigie.alert.notify.SendDeadline;
import io.vigie.alert.notify.story.Tales;
import io.vigie.testkit.clock.MutableClock;
import io.vigie.testkit.slack.FakeSlack;
import io.vigie.testkit.slack.SlackMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What readers of a channel see of an incident: one message, and its thread. */
class SlackThreadTest {

  private static final Vertx VERTX = Vertx.vertx();
  private static final String INCIDENT = Tales.story(Telling.OPENED).incident().toString();

  private final FakeSlack slack = FakeSlack.start(0, new MutableClock(Samples.START));
  private final List<String> receipts = new ArrayList<>();
  private Notifier notifier = open(Map.of());

  @AfterEach
  void stop() {
    notifier.close();
    slack.close();
  }

  @AfterAll
  static void stopVertx() {
    VERTX.close().toCompletionStage().toCompletableFuture().join();
  }

  private Notifier open(Map<String, String> further) {
    Map<String, String> settings = new HashMap<>(further);
    settings.put("token", FakeSlack.TOKEN);
    settings.put("channel", "C0OPS");
    settings.put("api", slack.apiUrl());
    return new SlackBotKind(VERTX, new SendDeadline(Duration.ofSeconds(15)))
        .open(new ChannelSettings("ops", settings));
  }

  private void open(String setting, String value) {
    notifier.close();
    notifier = open(Map.of(setting, value));
  }

  /** Tells it, knowing what was answered before. */
  private void tell(Telling... tellings) {
    for (Telling telling : tellings) {
      Attempt attempt =
          notifier.send(Tales.story(telling, receipts), receipts.stream().findFirst());
      assertThat(attempt).isInstanceOf(Attempt.Delivered.class);
      ((Attempt.Delivered) attempt).receipt().ifPresent(receipts::add);
    }
  }

  private SlackMessage root() {
    List<SlackMessage> roots = slack.messages().stream().filter(SlackMessage::isRoot).toList();
    assertThat(roots).as("one message for the incident").hasSize(1);
    return roots.getFirst();
  }

  private List<String> thread() {
    return slack.thread(root()).stream().map(one -> one.lines().getFirst()).toList();
  }

  @Test
  void anIncidentHasOneMessageAndItsHistoryInTheThread() {
    tell(
        Telling.OPENED, Telling.UPDATED, Telling.ACKNOWLEDGED, Telling.COMMENTED, Telling.RESOLVED);
    assertThat(root().lines().getFirst())
        .isEqualTo("● RESOLVED after 38 min · chrona · 200 in 12 ms");
    assertThat(thread())
        .containsExactly(
            "■ *08:01 UTC joined by chrona/production/CH-002 (depends on CH-001); and 22 more* ·"
                + " Sign-in answers",
            "■ *Acknowledged by ann* · Sign-in answers",
            "■ *ann says: the pool is full, I restart it* · Sign-in answers",
            "● *RESOLVED after 38 min* · Sign-in answers");
    assertThat(slack.thread(root()).getLast().lines())
        .containsSubsequence("Before: status was 503", "After: 200 in 12 ms");
  }

  @Test
  void onlyWhatIsWorseAndTheEndOfAP0IsShownInTheChannelAgain() {
    tell(
        Telling.OPENED,
        Telling.UPDATED,
        Telling.ESCALATED,
        Telling.REMINDED,
        Telling.ACKNOWLEDGED,
        Telling.COMMENTED,
        Telling.RESOLVED,
        Telling.REOPENED);
    assertThat(slack.thread(root()))
        .extracting(one -> one.broadcast() ? "all" : "thread")
        .containsExactly("thread", "all", "all", "thread", "thread", "all", "all");
  }

  @Test
  void aHigherSeverityIsShownInTheChannel() {
    tell(Telling.OPENED);
    receipts.replaceAll(text -> text.replace("/P0/", "/P2/"));
    tell(Telling.UPDATED, Telling.UPDATED);
    assertThat(slack.thread(root())).singleElement().matches(SlackMessage::broadcast);
  }

  @Test
  void anEditThatSaysNothingNewIsNoReply() {
    tell(Telling.OPENED, Telling.UPDATED, Telling.UPDATED);
    assertThat(slack.thread(root())).hasSize(1);
    assertThat(root().earlierTexts()).hasSize(2);
  }

  @Test
  void theButtonsNameTheIncidentAndGoWhenTheyAreOfNoUse() {
    tell(Telling.OPENED);
    assertThat(root().buttons())
        .containsExactly(
            new SlackMessage.Button(
                "vigie_runbook", "Runbook", "", Optional.of("https://example.com/runbook#sign-in")),
            new SlackMessage.Button(
                "vigie_evidence",
                "Evidence",
                "",
                Optional.of("https://vigie.example.com/items/chrona/production/CH-001")),
            new SlackMessage.Button("vigie_ack", "Ack", INCIDENT, Optional.empty()),
            new SlackMessage.Button("vigie_silence_1h", "Silence 1h", INCIDENT, Optional.empty()));
    tell(Telling.ACKNOWLEDGED);
    assertThat(root().buttons())
        .extracting(SlackMessage.Button::action)
        .containsExactly("vigie_runbook", "vigie_evidence", "vigie_silence_1h");
    tell(Telling.RESOLVED);
    assertThat(root().buttons())
        .extracting(SlackMessage.Button::action)
        .containsExactly("vigie_runbook", "vigie_evidence");
  }

  @Test
  void thereAreNoButtonsWhereNobodyListens() {
    open("buttons", "no");
    tell(Telling.OPENED);
    assertThat(root().buttons())
        .extracting(SlackMessage.Button::action)
        .containsExactly("vigie_runbook", "vigie_evidence");
  }

  @ParameterizedTest
  @EnumSource(Telling.class)
  void nobodyIsCalledUnlessThatIsWished(Telling telling) {
    tell(Telling.OPENED, telling);
    assertThat(markup()).doesNotContain("<!", "<@");
  }

  @ParameterizedTest
  @EnumSource(Telling.class)
  void somebodyIsCalledForWhatIsUrgentOnly(Telling telling) {
    open("mention", "here");
    tell(Telling.OPENED);
    assertThat(calls()).isEqualTo(1);
    slack.reset();
    receipts.clear();
    // The message is gone, so what follows is what is written now.
    tell(telling);
    boolean urgent =
        List.of(Telling.OPENED, Telling.ESCALATED, Telling.REMINDED, Telling.REOPENED)
            .contains(telling);
    assertThat(calls()).isEqualTo(urgent ? 1 : 0);
  }

  private int calls() {
    return markup().split("<!here>", -1).length - 1;
  }

  private String markup() {
    return slack.messages().stream().map(one -> one.blocks().toString()).toList().toString();
  }

  @Test
  void aMessageThatTellsOfOthersTooIsNeverEdited() {
    tell(Telling.SUMMARY, Telling.RESOLVED);
    assertThat(root().isEdited()).isFalse();
    assertThat(thread()).containsExactly("● *RESOLVED after 38 min* · Sign-in answers");
  }

  @Test
  void aMessageThatSomebodyDeletedIsWrittenAnewAndGoesOn() {
    tell(Telling.OPENED);
    slack.delete(root());
    tell(Telling.ACKNOWLEDGED);
    assertThat(root().lines().getFirst()).contains("acknowledged");
    tell(Telling.COMMENTED, Telling.RESOLVED);
    assertThat(thread()).hasSize(2);
    assertThat(root().lines().getFirst()).startsWith("● RESOLVED");
  }

  @Test
  void aThreadThatSomebodyDeletedIsAMessageAnew() {
    tell(Telling.OPENED);
    slack.delete(root());
    tell(Telling.ESCALATED);
    assertThat(root().readable()).contains("Nobody acknowledged it in time");
  }

  @Test
  void aReceiptOfAnEarlierVersionIsUnderstood() {
    tell(Telling.OPENED);
    receipts.replaceAll(text -> text.substring(0, text.indexOf("/P0")));
    tell(Telling.UPDATED, Telling.RESOLVED);
    assertThat(root().lines().getFirst()).startsWith("● RESOLVED");
  }

  @Test
  void saysWhatIsWrongWithASetting() {
    assertThatThrownBy(() -> open(Map.of("mention", "everybody")).close())
        .hasMessageStartingWith("vigie.alert.channels.ops.mention: must be here, channel, or");
    assertThatThrownBy(() -> open(Map.of("buttons", "maybe")).close())
        .hasMessage("vigie.alert.channels.ops.buttons: must be yes or no, was neither");
    for (String who : List.of("channel", "S0TEAM", "U0ANN")) {
      open(Map.of("mention", who)).close();
    }
  }
}
