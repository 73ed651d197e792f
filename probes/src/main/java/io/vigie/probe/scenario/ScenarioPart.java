package io.vigie.probe.scenario;

import io.vigie.probe.settings.InvalidSetting;
import io.vigie.probe.settings.Limit;
import io.vigie.probe.settings.Setting;
import io.vigie.probe.settings.ShortForm;
import java.util.Optional;

/** A part of a multipart body: a text, or a file that is made up. */
public record ScenarioPart(
    @ShortForm @Setting("The text of the part.") Optional<String> text,
    @Setting("The name of the file.") Optional<String> file,
    @Setting("The media type of the file.") Optional<String> type,
    @Limit(least = 0, most = LARGEST)
        @Setting(
            value = "How many bytes the file is filled up to, with zeroes behind the text.",
            byDefault = "0")
        int bytes) {

  static final int LARGEST = 112 * 1024 * 1024;

  public ScenarioPart {
    if (bytes < 0 || bytes > LARGEST) {
      throw new InvalidSetting("bytes", "must be 0 to " + LARGEST + ", was " + bytes);
    }
    if (text.isEmpty() && bytes == 0) {
      throw new IllegalArgumentException("must have a text, or bytes");
    }
    if (file.isEmpty() && (bytes > 0 || type.isPresent())) {
      throw new InvalidSetting("file", "must be the name of the file, was absent");
    }
    file.ifPresent(name -> requirePlain("file", name));
    type.ifPresent(name -> requirePlain("type", name));
  }

  static void requirePlain(String component, String text) {
    if (!text.chars().allMatch(c -> c >= ' ' && c < 0x7f && c != '"')) {
      throw new InvalidSetting(component, "must be plain ASCII without quotes");
    }
  }
}
