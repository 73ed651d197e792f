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

/** {@code slack-webhook}: {@code url}, {@code mention}. */
@ApplicationScoped
public class SlackWebhookKind implements NotifierKind {

  private final Vertx vertx;
  private final SendDeadline deadline;

  @Inject
  public SlackWebhookKind(Vertx vertx, SendDeadline deadline) {
    this.vertx = vertx;
    this.deadline = deadline;
  }

  @Override
  public String type() {
    return "slack-webhook";
  }

  @Override
  public Rate rate() {
    return Rate.ONE_A_SECOND;
  }

  @Override
  public Notifier open(ChannelSettings settings) {
    settings.only("url", "mention");
    Secret url = new Secret(SlackAddress.checked(settings, "url", settings.required("url")));
    SlackStyle style = new SlackStyle(SlackStyle.of(settings).mention(), false);
    return new SlackWebhook(url, style, new SlackCall(new HttpPost(vertx, deadline.value()), url));
  }
}
