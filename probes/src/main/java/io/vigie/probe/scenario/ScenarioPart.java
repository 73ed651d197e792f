package io.vigie.probe.scenario;

import io.vigie.probe.settings.InvalidSetting;
import io.vigie.probe.settings.Limit;
import io.vigie.probe.settings.Setting;
import io.vigie.probe.settings.ShortForm;
import io.vigie.probe.web.MadeFile;
import io.vigie.probe.web.RequestRules;
import java.util.Optional;

/** A part of a multipart body: a text, or a file that is made up. */
public record ScenarioPart(
    @ShortForm @Setting("The text of the part.") Optional<String> text,
    @Setting("The name of the file.") Optional<String> file,
    @Setting("The media type of the file.") Optional<String> type,
    @Limit(least = 0, most = LARGEST)
        @Setting(
            value = "How many bytes the file is filled up to, behind the text.",
            byDefault = "0")
        int bytes,
    @Setting(
            value =
                "What it is filled with: zeroes, text, which compresses well, or random, which does"
                    + " not.",
            byDefault = "zeroes")
        MadeFile.Filling content) {

  static final int LARGEST = 256 * 1024 * 1024;

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
    file.ifPresent(name -> RequestRules.requirePlain("file", name));
    type.ifPresent(name -> RequestRules.requirePlain("type", name));
  }
}
