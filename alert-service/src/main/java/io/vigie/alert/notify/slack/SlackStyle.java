package io.vigie.alert.notify.slack;

import io.vigie.alert.notify.ChannelSettings;
import io.vigie.alert.notify.story.Story;
import io.vigie.contract.check.Severity;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How a channel wants its messages.
 *
 * @param mention who is called by a message about a P0, as Slack's markup
 * @param buttons true where presses of buttons reach Vigie
 */
record SlackStyle(Optional<String> mention, boolean buttons) {

  private static final Pattern USER = Pattern.compile("[UW][A-Z0-9]{2,20}");
  private static final Pattern GROUP = Pattern.compile("S[A-Z0-9]{2,20}");

  /** Nobody is called, and nothing can be pressed. */
  static final SlackStyle SIMPLE = new SlackStyle(Optional.empty(), false);

  static SlackStyle of(ChannelSettings settings) {
    Optional<String> mention = settings.optional("mention").map(who -> markup(settings, who));
    return new SlackStyle(mention, buttons(settings));
  }

  private static boolean buttons(ChannelSettings settings) {
    String wanted = settings.optional("buttons").orElse("yes");
    return switch (wanted) {
      case "yes" -> true;
      case "no" -> false;
      default -> throw settings.problem("buttons", "must be yes or no, was neither");
    };
  }

  private static String markup(ChannelSettings settings, String who) {
    if (who.equals("here") || who.equals("channel")) {
      return "<!" + who + ">";
    }
    if (GROUP.matcher(who).matches()) {
      return "<!subteam^" + who + ">";
    }
    if (USER.matcher(who).matches()) {
      return "<@" + who + ">";
    }
    throw settings.problem(
        "mention", "must be here, channel, or the id of a group (S…) or a member (U…), was none");
  }

  /** Who is called by {@code story}: nobody but for a P0 that somebody is to look at now. */
  Optional<String> mentionFor(Story story) {
    return mention.filter(_ -> story.severity() == Severity.P0 && isUrgent(story));
  }

  private static boolean isUrgent(Story story) {
    return switch (story.telling()) {
      case OPENED, ESCALATED, REOPENED -> !story.isOver();
      case REMINDED -> !story.isOver() && story.about().acknowledged().isEmpty();
      case UPDATED, ACKNOWLEDGED, COMMENTED, RESOLVED, OPENED_AND_RESOLVED, TEST, DIGEST, SUMMARY ->
          false;
    };
  }
}
