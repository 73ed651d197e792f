package io.vigie.alert.notify.slack;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.alert.notify.NotifierContract.Arrived;
import io.vigie.alert.notify.NotifierContract.Fault;
import io.vigie.testkit.slack.FakeSlack;
import io.vigie.testkit.slack.SlackBehaviour;
import io.vigie.testkit.slack.SlackMessage;
import java.time.Duration;
import java.util.List;

/** The contract's faults in the words of Slack. */
final class SlackFaults {

  private SlackFaults() {}

  static void plant(FakeSlack slack, Fault fault, SlackBehaviour forGood) {
    switch (fault) {
      case RATE_LIMITED_FOR_7_SECONDS ->
          slack.next(SlackBehaviour.rateLimited(Duration.ofSeconds(7)));
      case SERVER_ERROR -> slack.next(SlackBehaviour.serverError());
      case REFUSED_FOR_GOOD -> slack.next(forGood);
      case TAKES_AND_STAYS_SILENT -> slack.next(new SlackBehaviour.AcceptThenStall());
      case GONE -> slack.goAway();
    }
  }

  static List<Arrived> arrived(FakeSlack slack) {
    return slack.messages().stream().map(SlackFaults::arrived).toList();
  }

  private static Arrived arrived(SlackMessage message) {
    // Slack shows what is between backticks as code.
    String readable = message.readable().replace("`", "");
    return new Arrived(readable, message.text() + "\n" + message.blocks());
  }

  static void assertHarmless(Arrived message) {
    // Slack acts on angle brackets only; what is left of them must be ours. Headers are plain text.
    String markup = message.raw().replaceAll("(?s)\\{\"type\":\"plain_text\".*?\\}", "");
    assertThat(markup)
        .doesNotContain("<!", "<@", "<#", "<http://evil.example", "<https://evil.example")
        .doesNotContain("\u202E", "\u2028", "\u0000");
  }
}
