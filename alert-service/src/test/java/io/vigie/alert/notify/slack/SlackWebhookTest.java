package io.vigie.alert.notify.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.alert.Samples;
import io.vigie.alert.incident.Posting.Telling;
import io.vigie.alert.notify.Attempt;
import io.vigie.alert.notify.ChannelSettings;
import io.vigie.alert.notify.NotifierContract;
import io.vigie.alert.notify.NotifierKind;
import io.vigie.alert.notify.SendDeadline;
import io.vigie.testkit.clock.MutableClock;
import io.vigie.testkit.slack.FakeSlack;
import io.vigie.testkit.slack.SlackBehaviour;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SlackWebhookTest extends NotifierContract {

  private final FakeSlack slack = FakeSlack.start(0, new MutableClock(Samples.START));

  @AfterEach
  void stop() {
    slack.close();
  }

  @Override
  protected NotifierKind kind(SendDeadline deadline) {
    return new SlackWebhookKind(vertx, deadline);
  }

  @Override
  protected Map<String, String> settings() {
    return Map.of("url", slack.webhookUrl());
  }

  @Override
  protected List<String> secrets() {
    return List.of("fake-slack-webhook-secret");
  }

  @Override
  protected void plant(Fault fault) {
    SlackFaults.plant(
        slack, fault, new SlackBehaviour.Status(404, "no_service at " + slack.webhookUrl()));
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
  void okFalseWithStatus200IsAFailure() {
    slack.next(SlackBehaviour.notOk("channel_is_archived"));
    assertThat(send(Telling.OPENED)).isInstanceOf(Attempt.Permanent.class);
    slack.next(SlackBehaviour.notOk("internal_error"));
    assertThat(send(Telling.OPENED)).isInstanceOf(Attempt.Retry.class);
  }

  @Test
  void aPauseOfNothingIsASecond() {
    slack.next(SlackBehaviour.rateLimited(Duration.ZERO));
    assertThat(send(Telling.OPENED))
        .isInstanceOfSatisfying(
            Attempt.Retry.class,
            retry -> assertThat(retry.after()).contains(Duration.ofSeconds(1)));
  }

  @Test
  void sendsItsAddressOnlyOverTls() {
    assertThatThrownBy(() -> open("http://hooks.example.com/services/secret"))
        .hasMessage("vigie.alert.channels.ops.url: must begin with https://, did not");
    assertThatThrownBy(() -> open("https://hooks example/secret"))
        .hasMessageContaining("must be an address")
        .hasMessageNotContaining("secret");
    assertThatThrownBy(() -> kind().open(new ChannelSettings("ops", Map.of())))
        .hasMessage("vigie.alert.channels.ops.url: is required, was absent");
  }

  @Test
  void namesASettingThatItDoesNotKnow() {
    Map<String, String> settings = Map.of("url", slack.webhookUrl(), "chanel", "x");
    assertThatThrownBy(() -> kind().open(new ChannelSettings("ops", settings)))
        .hasMessage(
            "vigie.alert.channels.ops.chanel: is not a setting of this type; its settings are"
                + " mention, url");
  }

  private void open(String url) {
    kind().open(new ChannelSettings("ops", Map.of("url", url))).close();
  }
}
