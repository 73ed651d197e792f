package io.vigie.alert.notify.slack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vigie.alert.incident.Posting.Telling;
import io.vigie.alert.notify.Attempt;
import io.vigie.alert.notify.Notifier;
import io.vigie.alert.notify.Secret;
import io.vigie.alert.notify.slack.SlackCall.Reply;
import io.vigie.alert.notify.story.Story;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A Slack channel that a bot writes to. The receipt of an opening is the channel's id and the
 * message's {@code ts}; a resolution edits that message and replies in its thread.
 */
final class SlackBot implements Notifier {

  private static final char BETWEEN = '/';

  /** The message cannot be edited, but a new one can be written. */
  private static final Set<String> NOT_EDITABLE =
      Set.of("message_not_found", "cant_update_message", "edit_window_closed");

  private final String api;
  private final Secret token;
  private final String channel;
  private final SlackCall slack;

  SlackBot(String api, Secret token, String channel, SlackCall slack) {
    this.api = api;
    this.token = token;
    this.channel = channel;
    this.slack = slack;
  }

  @Override
  public Attempt send(Story story, Optional<String> receipt) {
    Optional<String> root = receipt.filter(text -> text.indexOf(BETWEEN) > 0);
    return story.telling() == Telling.RESOLVED && root.isPresent()
        ? resolve(story, root.get())
        : post(SlackBlocks.message(story).put("channel", channel));
  }

  private Attempt resolve(Story story, String root) {
    String in = root.substring(0, root.indexOf(BETWEEN));
    String ts = root.substring(root.indexOf(BETWEEN) + 1);
    ObjectNode edited = SlackBlocks.message(story).put("channel", in).put("ts", ts);
    return switch (call("chat.update", edited)) {
      case Reply.Accepted _ ->
          post(SlackBlocks.reply(story).put("channel", in).put("thread_ts", ts));
      case Reply.Refused(String code, _) when NOT_EDITABLE.contains(code) ->
          post(SlackBlocks.message(story).put("channel", in));
      // Editing twice does no harm, so an edit without an answer is simply tried again.
      case Reply.Refused(_, Attempt.Unclear(String error)) -> Attempt.retry(error);
      case Reply.Refused(_, Attempt attempt) -> attempt;
    };
  }

  private Attempt post(ObjectNode message) {
    return switch (call("chat.postMessage", message)) {
      case Reply.Accepted(var answer) ->
          Attempt.delivered(
              answer.path("channel").asText(channel) + BETWEEN + answer.path("ts").asText(""));
      case Reply.Refused(_, Attempt attempt) -> attempt;
    };
  }

  private Reply call(String method, ObjectNode message) {
    return slack.call(
        URI.create(api + "/" + method),
        Map.of("authorization", "Bearer " + token.reveal()),
        message);
  }

  @Override
  public void close() {
    slack.close();
  }
}
