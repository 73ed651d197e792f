package io.vigie.scheduler.checklist;

import io.vigie.probe.settings.InvalidSetting;
import io.vigie.probe.settings.Limit;
import io.vigie.probe.settings.Node;
import io.vigie.probe.settings.ShortForm;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code 2 of 3}, or {@code 2} of as many locations as there are. */
record Quorum(
    @ShortForm(only = true) @Limit(pattern = "\\d{1,2}( of \\d{1,2})?", least = 1, most = 99)
        Node.Scalar written) {

  private static final Pattern SYNTAX = Pattern.compile("(\\d{1,2})(?: of (\\d{1,2}))?");

  Quorum {
    if (!SYNTAX.matcher(String.valueOf(written.value())).matches()) {
      throw new InvalidSetting(
          "written", "must be a number or \"n of m\", was \"" + written.value() + "\"");
    }
  }

  int needed() {
    return Integer.parseInt(matched().group(1));
  }

  /** Of how many, where that is said. */
  OptionalInt of() {
    String of = matched().group(2);
    return of == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(of));
  }

  private Matcher matched() {
    Matcher matcher = SYNTAX.matcher(String.valueOf(written.value()));
    if (!matcher.matches()) {
      throw new IllegalStateException("quorum: must match, was " + written.value());
    }
    return matcher;
  }
}
