package io.vigie.alert.notify.webhook;

import io.vigie.alert.incident.Posting.Telling;
import io.vigie.alert.notify.Attempt;
import io.vigie.alert.notify.Notifier;
import io.vigie.alert.notify.Secret;
import io.vigie.alert.notify.WebCall;
import io.vigie.alert.notify.prometheus.PrometheusAlert;
import io.vigie.alert.notify.story.Story;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;

/** A receiver of webhooks. */
final class Webhook implements Notifier {

  private final Secret url;
  private final String channel;
  private final WebhookHeaders headers;
  private final WebCall call;
  private final InstantSource clock;

  Webhook(Secret url, String channel, WebhookHeaders headers, WebCall call, InstantSource clock) {
    this.url = url;
    this.channel = channel;
    this.headers = headers;
    this.call = call;
    this.clock = clock;
  }

  /** Programs listen here: they are told of each incident, and never of many in one. */
  @Override
  public boolean tells(Telling telling) {
    return telling != Telling.COMMENTED && telling != Telling.SUMMARY;
  }

  @Override
  public Attempt send(Story story, Optional<String> receipt) {
    String body =
        WebhookPayload.of(PrometheusAlert.of(story), channel, story.links().home()).toString();
    return call.post(URI.create(url.reveal()), headers.of(story, clock.instant(), body), body);
  }

  @Override
  public void close() {
    call.close();
  }
}
