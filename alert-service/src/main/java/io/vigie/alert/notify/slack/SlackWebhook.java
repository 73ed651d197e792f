package io.vigie.alert.notify.slack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vigie.alert.incident.Posting.Telling;
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
  private final SlackStyle style;
  private final SlackCall slack;

  SlackWebhook(Secret url, SlackStyle style, SlackCall slack) {
    this.url = url;
    this.style = style;
    this.slack = slack;
  }

  /** It cannot edit, so it speaks only where something has become of an incident. */
  @Override
  public boolean tells(Telling telling) {
    return telling != Telling.UPDATED && telling != Telling.COMMENTED;
  }

  @Override
  public Attempt send(Story story, Optional<String> receipt) {
    URI address = URI.create(url.reveal());
    return switch (slack.call(address, Map.of(), message(story))) {
      case SlackCall.Reply.Accepted _ -> new Attempt.Delivered(Optional.empty());
      case SlackCall.Reply.Refused(_, Attempt attempt) -> attempt;
    };
  }

  private ObjectNode message(Story story) {
    return switch (story.telling()) {
      case ACKNOWLEDGED, COMMENTED, UPDATED -> SlackBlocks.reply(story, style, story.news());
      case OPENED,
          ESCALATED,
          REMINDED,
          REOPENED,
          RESOLVED,
          OPENED_AND_RESOLVED,
          TEST,
          DIGEST,
          SUMMARY ->
          SlackBlocks.message(story, style);
    };
  }

  @Override
  public void close() {
    slack.close();
  }
}
