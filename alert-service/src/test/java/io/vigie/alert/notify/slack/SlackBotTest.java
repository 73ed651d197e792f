package io.vigie.alert.notify.slack;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.alert.Samples;
import io.vigie.alert.incident.Posting.Telling;
import io.vigie.alert.notify.Attempt;
import io.vigie.alert.notify.NotifierContract;
import io.vigie.alert.notify.NotifierKind;
import io.vigie.alert.notify.SendDeadline;
import io.vigie.testkit.clock.MutableClock;
import io.vigie.testkit.slack.FakeSlack;
import io.vigie.testkit.slack.SlackBehaviour;
import io.vigie.testkit.slack.SlackMessage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlackBotTest extends NotifierContract {

  private final FakeSlack slack = FakeSlack.start(0, new MutableClock(Samples.START));

  @AfterEach
  void stop() {
    slack.close();
  }

  @Override
  protected NotifierKind kind(SendDeadline deadline) {
    return new SlackBotKind(vertx, deadline);
  }

  @Override
  protected Map<String, String> settings() {
    return Map.of("token", FakeSlack.TOKEN, "channel", "C0OPS", "api", slack.apiUrl());
  }

  @Override
  protected List<String> secrets() {
    return List.of(FakeSlack.TOKEN);
  }

  @Override
  protected void plant(Fault fault) {
    SlackFaults.plant(
        slack, fault, SlackBehaviour.notOk("channel_not_found for " + FakeSlack.TOKEN));
  }

  @Override
  protected List<Arrived> arrived() {
    return SlackFaults.arrived(slack);
  }

  @Override
  protected void assertHarmless(Arrived message) {
    SlackFaults.assertHarmless(message);
  }

  @Test
  void aResolutionEditsTheMessageAndRepliesInItsThread() {
    Optional<String> receipt = receipt(send(Telling.OPENED));
    notifier.send(story(Telling.RESOLVED), receipt);

    List<SlackMessage> messages = slack.messages();
    assertThat(messages).hasSize(2);
    assertThat(messages.getFirst().earlierTexts()).hasSize(1);
    assertThat(messages.getFirst().text()).contains("RESOLVED after 38 min");
    assertThat(messages.getLast().threadTs()).contains(messages.getFirst().ts());
  }

  @Test
  void aMessageThatIsGoneIsFollowedByANewOne() {
    assertThat(notifier.send(story(Telling.RESOLVED), Optional.of("C0OPS/1.1")))
        .isInstanceOf(Attempt.Delivered.class);
    assertThat(slack.messages()).singleElement().matches(SlackMessage::isRoot);
  }

  @Test
  void anEditWithoutAnAnswerIsSimplyRepeated() {
    Optional<String> receipt = receipt(send(Telling.OPENED));
    slack.next(new SlackBehaviour.AcceptThenCut());
    assertThat(notifier.send(story(Telling.RESOLVED), receipt)).isInstanceOf(Attempt.Retry.class);
    assertThat(notifier.send(story(Telling.RESOLVED), receipt))
        .isInstanceOf(Attempt.Delivered.class);
    assertThat(slack.messages()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"invalid_auth", "channel_not_found", "is_archived", "msg_too_long"})
  void errorsThatStayAreNotTriedAgain(String error) {
    slack.next(SlackBehaviour.notOk(error));
    assertThat(send(Telling.OPENED)).isInstanceOf(Attempt.Permanent.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ratelimited", "internal_error", "service_unavailable"})
  void errorsThatPassAreTriedAgain(String error) {
    slack.next(SlackBehaviour.notOk(error));
    assertThat(send(Telling.OPENED)).isInstanceOf(Attempt.Retry.class);
  }
}
