package io.vigie.probe.sink;

import io.vigie.probe.settings.InvalidSetting;
import io.vigie.probe.settings.Limit;
import io.vigie.probe.settings.OneOrMore;
import io.vigie.probe.settings.Setting;
import io.vigie.probe.settings.ShortForm;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a checklist says of a sink check. */
public record SinkSettings(
    @ShortForm
        @Setting("Its name, which is a part of its address: small letters, digits and dashes.")
        @Limit(pattern = SinkSettings.NAME)
        String name,
    @Setting(
            value = "How the requests are answered, one after the other; the last one repeats.",
            byDefault = "200")
        OneOrMore<SinkAnswer> answers,
    @Setting("A request that makes the application send; it is made when the sink listens.")
        Optional<SinkTrigger> trigger,
    @Setting(
            value = "How many requests must arrive, neither more nor fewer; 0 is none at all.",
            byDefault = "as many as there are answers, or with last at least one")
        @Limit(least = 0, most = 100)
        Optional<Integer> times,
    @Setting("How many requests must arrive at least, in place of times.")
        @Limit(least = 1, most = 100)
        Optional<Integer> atLeast,
    @Setting(
            value = "How long to wait for them.",
            byDefault = "as long as the timeout allows, less quiet")
        Optional<Duration> within,
    @Setting(value = "How long no more may come after the last of them.", byDefault = "2s")
        Duration quiet,
    @Setting("What arrived so lately is judged, in place of waiting for more; at most 1 day.")
        Optional<Duration> last,
    @Setting(value = "What the gaps between the requests must do.", byDefault = "any") Gaps gaps,
    @Setting(
            value = "How the application gets here; self-signed must not receive a single request.",
            byDefault = "off")
        Door tls,
    @Setting("Headers to keep of what arrives, beside the usual ones.") List<String> keep) {

  /** What may be a name. */
  public static final String NAME = "[a-z0-9](?:[a-z0-9-]{0,46}[a-z0-9])?";

  private static final Pattern NAMES = Pattern.compile(NAME);
  private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9-]{1,64}");
  private static final int MOST = 100;
  private static final int MOST_KEPT = 20;
  private static final Duration LONGEST_LAST = Duration.ofDays(1);

  /** What the gaps between requests must do. */
  public enum Gaps {
    ANY,
    GROWING
  }

  public SinkSettings {
    keep = keep.stream().map(header -> header.toLowerCase(Locale.ROOT)).toList();
    requireName("name", name);
    if (answers.values().size() > MOST) {
      throw new InvalidSetting("answers", "must be at most 100");
    }
    requireCounts(times, atLeast);
    if (quiet.isNegative() || within.filter(span -> !span.isPositive()).isPresent()) {
      throw new InvalidSetting("within", "must be positive, and quiet not negative");
    }
    if (last.isPresent() && (trigger.isPresent() || within.isPresent())) {
      throw new InvalidSetting("last", "must be without trigger and within");
    }
    if (last.filter(span -> !span.isPositive() || span.compareTo(LONGEST_LAST) > 0).isPresent()) {
      throw new InvalidSetting("last", "must be at most 1d");
    }
    if (tls == Door.SELF_SIGNED && (last.isPresent() || times.isPresent() || atLeast.isPresent())) {
      throw new InvalidSetting("tls", "must be without last, times and atLeast when self-signed");
    }
    if (keep.size() > MOST_KEPT || !keep.stream().allMatch(h -> HEADER.matcher(h).matches())) {
      throw new InvalidSetting("keep", "must be at most 20 names of headers");
    }
  }

  /** Refuses what is no name of a sink. */
  public static void requireName(String component, String name) {
    if (!NAMES.matcher(name).matches()) {
      throw new InvalidSetting(
          component, "must be 1 to 48 small letters, digits and dashes, was \"" + name + "\"");
    }
  }

  private static void requireCounts(Optional<Integer> times, Optional<Integer> atLeast) {
    if (times.isPresent() && atLeast.isPresent()) {
      throw new InvalidSetting("atLeast", "must be without times");
    }
    if (times.or(() -> atLeast).filter(count -> count < 0 || count > MOST).isPresent()
        || atLeast.filter(count -> count < 1).isPresent()) {
      throw new InvalidSetting(times.isPresent() ? "times" : "atLeast", "must be at most 100");
    }
  }

  /** How many there must be, where neither more nor fewer may come. */
  Optional<Integer> exactly() {
    if (times.isPresent() || atLeast.isPresent() || last.isPresent()) {
      return times;
    }
    return Optional.of(tls == Door.SELF_SIGNED ? 0 : answers.values().size());
  }

  /** How many there must be at least. */
  int least() {
    return exactly().or(() -> atLeast).orElse(1);
  }

  /** Whether requests are told from those of other runs by a nonce. */
  boolean usesNonce() {
    return trigger.filter(SinkTrigger::namesNonce).isPresent();
  }
}
