package io.vigie.probe.smtp;

import io.vigie.probe.settings.InvalidSetting;
import io.vigie.probe.settings.Setting;

/** A mail that is sent. */
public record SmtpMessage(
    @Setting(value = "Its subject.", byDefault = "Vigie looks") String subject,
    @Setting(value = "Its text.", byDefault = "A check of this mail server.") String text) {

  private static final int LONGEST_SUBJECT = 200;
  private static final int LONGEST_TEXT = 16 * 1024;

  public SmtpMessage {
    if (subject.length() > LONGEST_SUBJECT || subject.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
      throw new InvalidSetting(
          "subject", "must be one line of at most " + LONGEST_SUBJECT + " characters");
    }
    if (text.length() > LONGEST_TEXT) {
      throw new InvalidSetting("text", "must be at most " + LONGEST_TEXT + " characters");
    }
  }
}
