package io.vigie.alert.notify.slack;

import io.vigie.alert.notify.Attempt;
import io.vigie.alert.notify.Notifier;
import io.vigie.alert.notify.Secret;
import io.vigie.alert.notify.story.Story;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** A Slack channel behind an incoming webhook. Its address is its password. */
final class SlackWebhook implements Notifier {

  private final Secret url;
  private final SlackCall slack;

  SlackWebhook(Secret url, SlackCall slack) {
    this.url = url;
    this.slack = slack;
  }

  @Override
  public Attempt send(Story story, Optional<String> receipt) {
    URI address = URI.create(url.reveal());
    return switch (slack.call(address, Map.of(), SlackBlocks.message(story))) {
      case SlackCall.Reply.Accepted _ -> new Attempt.Delivered(Optional.empty());
      case SlackCall.Reply.Refused(_, Attempt attempt) -> attempt;
    };
  }

  @Override
  public void close() {
    slack.close();
  }
}
