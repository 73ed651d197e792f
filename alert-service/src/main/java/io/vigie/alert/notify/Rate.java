package io.vigie.alert.notify;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How often a channel may be called.
 *
 * @param calls so many
 * @param per in this time; zero where there is no limit
 */
public record Rate(int calls, Duration per) {

  /** As often as one likes. */
  public static final Rate UNLIMITED = new Rate(1, Duration.ZERO);

  /** What chat services allow for one channel. */
  public static final Rate ONE_A_SECOND = new Rate(1, Duration.ofSeconds(1));

  private static final Pattern TEXT = Pattern.compile("([1-9]\\d{0,3})/(s|m|h)");

  /** Reads {@code 1/s}, {@code 30/m}, {@code 100/h}, {@code none}; empty for anything else. */
  public static Optional<Rate> parse(String text) {
    Matcher read = TEXT.matcher(text);
    if (text.equals("none")) {
      return Optional.of(UNLIMITED);
    }
    return read.matches()
        ? Optional.of(new Rate(Integer.parseInt(read.group(1)), unit(read.group(2))))
        : Optional.empty();
  }

  private static Duration unit(String sign) {
    return switch (sign) {
      case "s" -> Duration.ofSeconds(1);
      case "m" -> Duration.ofMinutes(1);
      default -> Duration.ofHours(1);
    };
  }

  public boolean isUnlimited() {
    return per.isZero();
  }

  @Override
  public String toString() {
    if (isUnlimited()) {
      return "none";
    }
    return calls + "/" + (per.toHours() > 0 ? "h" : per.toMinutes() > 0 ? "m" : "s");
  }

  /** The time between two calls. */
  Duration interval() {
    return per.dividedBy(calls);
  }
}
