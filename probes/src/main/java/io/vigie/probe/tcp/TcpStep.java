package io.vigie.probe.tcp;

import io.vigie.probe.settings.InvalidSetting;
import io.vigie.probe.settings.Setting;
import java.util.Optional;

/** One step of a dialogue: something to wait for, or something to say. */
public record TcpStep(
    @Setting("Text that the server must say; what it says before is passed over.")
        Optional<String> expect,
    @Setting("What to say; a line break is added where it has none. May hold secrets.")
        Optional<String> send) {

  private static final int LONGEST_EXPECT = 256;
  private static final int LONGEST_SEND = 4096;

  public TcpStep {
    if (expect.isPresent() == send.isPresent()) {
      throw new IllegalArgumentException("must be either expect or send");
    }
    requireLength("expect", expect, LONGEST_EXPECT);
    requireLength("send", send, LONGEST_SEND);
  }

  private static void requireLength(String component, Optional<String> text, int longest) {
    text.filter(value -> value.isEmpty() || value.length() > longest)
        .ifPresent(
            value -> {
              throw new InvalidSetting(
                  component, "must be 1 to " + longest + " characters, was " + value.length());
            });
  }
}
