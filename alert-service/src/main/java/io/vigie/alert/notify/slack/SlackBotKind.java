package io.vigie.alert.notify.slack;

import io.vertx.core.Vertx;
import io.vigie.alert.notify.ChannelSettings;
import io.vigie.alert.notify.HttpPost;
import io.vigie.alert.notify.Notifier;
import io.vigie.alert.notify.NotifierKind;
import io.vigie.alert.notify.Rate;
import io.vigie.alert.notify.Secret;
import io.vigie.alert.notify.SendDeadline;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * {@code slack-bot}: {@code token}, {@code channel}, {@code mention} (who is called for a P0),
 * {@code buttons}, and {@code api} where it is not Slack's own.
 */
@ApplicationScoped
public class SlackBotKind implements NotifierKind {

  private static final String SLACK = "https://slack.com/api";

  private final Vertx vertx;
  private final SendDeadline deadline;

  @Inject
  public SlackBotKind(Vertx vertx, SendDeadline deadline) {
    this.vertx = vertx;
    this.deadline = deadline;
  }

  @Override
  public String type() {
    return "slack-bot";
  }

  @Override
  public Rate rate() {
    return Rate.ONE_A_SECOND;
  }

  @Override
  public Notifier open(ChannelSettings settings) {
    settings.only("token", "channel", "api", "mention", "buttons");
    Secret token = settings.requiredSecret("token");
    String api = SlackAddress.checked(settings, "api", settings.optional("api").orElse(SLACK));
    return new SlackBot(
        api,
        token,
        settings.required("channel"),
        SlackStyle.of(settings),
        new SlackCall(new HttpPost(vertx, deadline.value()), token));
  }
}
