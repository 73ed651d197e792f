package io.vigie.alert.processes;

import io.vigie.testkit.slack.SlackMessage;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How many openings and ends a channel of Slack was told, each in a message of its own or in one
 * that tells of many. Trouble of Vigie's own does not count.
 *
 * @param summaries how many messages told of many
 */
record SlackCount(int openings, int ends, int summaries) {

  private static final Pattern MANY =
      Pattern.compile("(\\d+) incidents while this channel was away, (\\d+) not over");
  private static final Pattern ITEM = Pattern.compile("system-\\d+/production/CH-\\d+");
  private static final String OWN = "vigie/self/";
  private static final String OVER = "RESOLVED";
  private static final SlackCount NONE = new SlackCount(0, 0, 0);

  static SlackCount of(List<SlackMessage> messages) {
    Set<String> shared =
        messages.stream()
            .filter(message -> MANY.matcher(message.text()).find())
            .map(SlackMessage::ts)
            .collect(Collectors.toSet());
    return messages.stream()
        .filter(message -> !message.readable().contains(OWN))
        .map(message -> message.isRoot() ? root(message) : reply(message, shared))
        .reduce(NONE, SlackCount::plus);
  }

  /** The items whose openings are told by name, once for each message that names them. */
  static List<String> opened(List<SlackMessage> messages) {
    return messages.stream()
        .filter(message -> message.isRoot() && root(message).openings() > 0)
        .flatMap(
            message ->
                ITEM.matcher(message.readable()).results().map(MatchResult::group).distinct())
        .toList();
  }

  private static SlackCount root(SlackMessage message) {
    Matcher many = MANY.matcher(message.text());
    if (many.find()) {
      int open = Integer.parseInt(many.group(2));
      return new SlackCount(open, Integer.parseInt(many.group(1)) - open, 1);
    }
    boolean over = isOver(message);
    return new SlackCount(!over || message.isEdited() ? 1 : 0, over ? 1 : 0, 0);
  }

  /** In the thread of one incident is said again what its message says already. */
  private static SlackCount reply(SlackMessage message, Set<String> shared) {
    boolean end = isOver(message) && shared.contains(message.threadTs().orElseThrow());
    return new SlackCount(0, end ? 1 : 0, 0);
  }

  private static boolean isOver(SlackMessage message) {
    return message.readable().contains(OVER);
  }

  private SlackCount plus(SlackCount other) {
    return new SlackCount(
        openings + other.openings, ends + other.ends, summaries + other.summaries);
  }
}
