package io.vigie.alert.notify.slack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vigie.alert.incident.Posting.Telling;
import io.vigie.alert.notify.Attempt;
import io.vigie.alert.notify.Notifier;
import io.vigie.alert.notify.Secret;
import io.vigie.alert.notify.slack.SlackCall.Reply;
import io.vigie.alert.notify.story.Story;
import io.vigie.contract.check.Severity;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A Slack channel that a bot writes to: one message for each incident, edited as it goes on, with
 * what happened in its thread. Only what is worse than before is shown in the channel again.
 */
final class SlackBot implements Notifier {

  /** The message is gone or too old, but a new one can be written. */
  private static final Set<String> NOT_THERE =
      Set.of("message_not_found", "cant_update_message", "edit_window_closed", "thread_not_found");

  private final String api;
  private final Secret token;
  private final String channel;
  private final SlackStyle style;
  private final SlackCall slack;

  SlackBot(String api, Secret token, String channel, SlackStyle style, SlackCall slack) {
    this.api = api;
    this.token = token;
    this.channel = channel;
    this.style = style;
    this.slack = slack;
  }

  /** All of it: what needs no message of its own is an edit, or stands in a thread. */
  @Override
  public boolean tells(Telling telling) {
    return true;
  }

  /** What edits the message is also said in its thread. */
  @Override
  public int calls(Telling telling) {
    return switch (telling) {
      case ACKNOWLEDGED, REOPENED, RESOLVED, UPDATED -> 2;
      case OPENED, COMMENTED, ESCALATED, REMINDED, OPENED_AND_RESOLVED, TEST, DIGEST, SUMMARY -> 1;
    };
  }

  @Override
  public Attempt send(Story story, Optional<String> receipt) {
    Optional<SlackReceipt> last =
        Stream.concat(receipt.stream(), story.receipts().stream())
            .flatMap(text -> SlackReceipt.read(text).stream())
            .reduce((_, later) -> later);
    return last.isPresent() ? follow(story, last.get()) : post(story);
  }

  /** Says what is new of an incident that has its message. */
  private Attempt follow(Story story, SlackReceipt last) {
    return switch (story.telling()) {
      case OPENED, OPENED_AND_RESOLVED, TEST, DIGEST, SUMMARY -> post(story);
      case COMMENTED, ESCALATED, REMINDED -> reply(story, last, story.news());
      case ACKNOWLEDGED, REOPENED, RESOLVED ->
          edited(story, last).orElseGet(() -> reply(story, last, story.news()));
      case UPDATED -> edited(story, last).orElseGet(() -> update(story, last));
    };
  }

  /** What was edited is said in the thread too where it has no message of its own. */
  private Attempt update(Story story, SlackReceipt last) {
    List<String> news =
        story.history().stream()
            .filter(event -> !event.toldByItself() && last.isNews(event))
            .map(Story.Event::line)
            .toList();
    if (news.isEmpty() && !last.isRaisedBy(story)) {
      return Attempt.delivered(last.after(story).text());
    }
    return reply(story, last, news.isEmpty() ? List.of(story.banner()) : news);
  }

  /** Edits the message; empty when that is done, or there is none of its own. */
  private Optional<Attempt> edited(Story story, SlackReceipt last) {
    if (last.shared()) {
      return Optional.empty();
    }
    ObjectNode message = SlackBlocks.message(story, style);
    message.put("channel", last.channel()).put("ts", last.ts());
    return switch (call("chat.update", message)) {
      case Reply.Accepted _ -> Optional.empty();
      case Reply.Refused(String code, _) when NOT_THERE.contains(code) -> Optional.of(post(story));
      // Editing twice does no harm, so an edit without an answer is simply tried again.
      case Reply.Refused(_, Attempt.Unclear(String error)) -> Optional.of(Attempt.retry(error));
      case Reply.Refused(_, Attempt attempt) -> Optional.of(attempt);
    };
  }

  private Attempt reply(Story story, SlackReceipt last, List<String> news) {
    ObjectNode message = SlackBlocks.reply(story, style, news);
    message.put("channel", last.channel()).put("thread_ts", last.ts());
    if (isForAll(story, last)) {
      message.put("reply_broadcast", true);
    }
    return switch (call("chat.postMessage", message)) {
      case Reply.Accepted _ -> Attempt.delivered(last.after(story).text());
      case Reply.Refused(String code, _) when NOT_THERE.contains(code) -> post(story);
      case Reply.Refused(_, Attempt attempt) -> attempt;
    };
  }

  /** Whether a reply is shown in the channel too. */
  private static boolean isForAll(Story story, SlackReceipt last) {
    boolean urgent = story.severity() == Severity.P0;
    return switch (story.telling()) {
      case ESCALATED, REOPENED -> true;
      case RESOLVED -> urgent;
      case REMINDED -> urgent && story.about().acknowledged().isEmpty();
      case UPDATED -> last.isRaisedBy(story);
      case OPENED, ACKNOWLEDGED, COMMENTED, OPENED_AND_RESOLVED, TEST, DIGEST, SUMMARY -> false;
    };
  }

  private Attempt post(Story story) {
    ObjectNode message = SlackBlocks.message(story, style).put("channel", channel);
    return switch (call("chat.postMessage", message)) {
      case Reply.Accepted(var answer) -> {
        String in = answer.path("channel").asText(channel);
        String ts = answer.path("ts").asText("");
        yield Attempt.delivered(SlackReceipt.of(in, ts, story).text());
      }
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
