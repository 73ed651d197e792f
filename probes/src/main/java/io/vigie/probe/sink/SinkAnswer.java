package io.vigie.probe.sink;

import io.vigie.probe.settings.InvalidSetting;
import io.vigie.probe.settings.Limit;
import io.vigie.probe.settings.Setting;
import io.vigie.probe.settings.ShortForm;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** How one request is answered. */
public record SinkAnswer(
    @ShortForm @Setting(value = "The status.", byDefault = "200") @Limit(least = 200, most = 599)
        int status,
    @Setting("Headers of the answer.") Map<String, String> headers,
    @Setting("The body of the answer.") Optional<String> body,
    @Setting("How long the answer is held back, at most 10 minutes.") Optional<Duration> after,
    @Setting("So many MB are sent as the body, slowly enough for whoever takes them; at most 1024.")
        @Limit(least = 1, most = MOST_MEGABYTES)
        Optional<Integer> megabytes) {

  static final int MOST_MEGABYTES = 1024;

  private static final int MOST_HEADERS = 20;
  private static final int LONGEST_BODY = 64 * 1024;
  private static final Duration LONGEST_DELAY = Duration.ofMinutes(10);
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,64}");
  private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7e\\t]{0,1024}");

  public SinkAnswer {
    headers = Map.copyOf(headers);
    if (status < 200 || status > 599) {
      throw new InvalidSetting("status", "must be 200 to 599, was " + status);
    }
    if (headers.size() > MOST_HEADERS || !headers.keySet().stream().allMatch(SinkAnswer::isName)) {
      throw new InvalidSetting("headers", "must be at most 20, named as HTTP allows");
    }
    if (!headers.values().stream().allMatch(value -> VALUE.matcher(value).matches())) {
      throw new InvalidSetting("headers", "must have values of one line of ASCII");
    }
    if (body.isPresent() && (megabytes.isPresent() || body.get().length() > LONGEST_BODY)) {
      throw new InvalidSetting("body", "must be at most 65536 characters, and without megabytes");
    }
    if (megabytes.filter(size -> size < 1 || size > MOST_MEGABYTES).isPresent()) {
      throw new InvalidSetting("megabytes", "must be 1 to 1024, was " + megabytes.get());
    }
    if (after.filter(delay -> delay.compareTo(LONGEST_DELAY) > 0).isPresent()) {
      throw new InvalidSetting("after", "must be at most 10m, was more");
    }
  }

  /** What is answered where nothing else is said. */
  public static final SinkAnswer OK = of(200);

  static SinkAnswer of(int status) {
    return new SinkAnswer(status, Map.of(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Whether it tells the application that all is well. */
  boolean isGood() {
    return status < 300;
  }

  /** What leads the way, or says how long the message is, is ours to set. */
  private static boolean isName(String name) {
    return NAME.matcher(name).matches()
        && !name.equalsIgnoreCase("content-length")
        && !name.equalsIgnoreCase("transfer-encoding");
  }
}
