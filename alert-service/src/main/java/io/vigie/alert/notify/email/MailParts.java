package io.vigie.alert.notify.email;

import io.vigie.alert.notify.story.Story;
import java.nio.charset.StandardCharsets;

/**
 * Both forms of a mail, their parts as long as they can be.
 *
 * @param text for whoever shows no HTML
 */
record MailParts(String text, String html) {

  /** Beyond 100 KB mail programs cut mails off by themselves. */
  static final int LARGEST = 90_000;

  private static final int LONGEST_PART = 2_000;
  private static final int SHORTEST_PART = 60;
  private static final int ESCAPED = 3;

  static MailParts of(Story story) {
    MailParts parts = of(story, LONGEST_PART);
    for (int longest = LONGEST_PART / 2;
        parts.sent() > LARGEST && longest >= SHORTEST_PART;
        longest /= 2) {
      parts = of(story, longest);
    }
    return parts;
  }

  private static MailParts of(Story story, int longest) {
    return new MailParts(MailText.of(story, longest), MailHtml.of(story, longest));
  }

  /** How many bytes they are on their way: what is not ASCII is sent as three for each. */
  private int sent() {
    int sent = 0;
    for (byte one : (text + html).getBytes(StandardCharsets.UTF_8)) {
      sent += one < 0 || one == '=' ? ESCAPED : 1;
    }
    return sent;
  }
}
