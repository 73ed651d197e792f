package io.vigie.scheduler.checklist;

import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.Severity;
import io.vigie.probe.settings.DurationText;
import io.vigie.probe.settings.InvalidSetting;
import io.vigie.probe.settings.Limit;
import io.vigie.probe.settings.Node;
import io.vigie.probe.settings.Setting;
import io.vigie.probe.settings.ShortForm;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an author may write in an item, besides the one key that is a probe kind. A new key is a new
 * component: reading, naming the nearest, and the schema follow from it.
 */
record ItemForm(
    @Setting("Names the item within its system and environment.") Name id,
    @Setting("What a person reads; the id where absent.") Optional<String> title,
    @Setting(value = "The group under which it is shown and scored.", byDefault = "general")
        Optional<String> category,
    @Setting(value = "How bad a failure is.", byDefault = "P1") Optional<Severity> severity,
    @Setting("Where the line comes from, such as lines of a document.") Optional<String> source,
    @Setting("CEL expressions that must all hold; the kind's own where absent.")
        List<String> expect,
    @Setting(value = "How often, from 1s to 366d.", byDefault = "60s") Optional<Interval> every,
    @Setting(
            value =
                "How long one run may take, from 100ms to 5m and at most the interval; the usual"
                    + " one gives way to a shorter interval.",
            byDefault = "10s")
        Optional<Timeout> timeout,
    @Setting(
            value =
                "How many results it takes to believe a failure: n of the last m, or n in a row; m"
                    + " is at most 20.",
            byDefault = "2 of 3")
        Optional<Fails> fails,
    @Setting(value = "How many passes in a row it takes to believe a recovery.", byDefault = "2")
        Optional<Recovers> recovers,
    @Setting(value = "How late a result may be on top of the usual, up to 30d.", byDefault = "0s")
        Optional<Grace> grace,
    @Setting(value = "Where it is looked at from.", byDefault = "outside") Optional<Place> location,
    @Setting("Who answers for it; the owner of the file where absent.") Optional<OwnerForm> owner,
    @Setting("Which route its messages take; the route of the file where absent.")
        Optional<Route> route,
    @Setting("Why it matters.") Optional<String> why,
    @Setting("What to do about it.") Optional<String> fix,
    @Setting("Where the way to repair it is written.") Optional<String> runbook,
    @Setting("Words to find it by.") List<String> tags) {

  /** For the schema; {@link ItemId} is who judges. */
  static final String SLUG = "[a-z0-9][a-z0-9-]{0,62}";

  /** The id of an item. */
  record Name(
      @ShortForm(only = true) @Limit(pattern = "[A-Za-z0-9][A-Za-z0-9._-]{0,99}") String text) {
    Name {
      if (!ItemId.isItemName(text)) {
        throw new InvalidSetting(
            "text",
            "must be 1 to 100 letters, digits, dots, dashes or underscores, was \"" + text + "\"");
      }
    }
  }

  /** Who answers for an item; its team alone will do. */
  record OwnerForm(
      @ShortForm @Setting("The team.") String team,
      @Setting("How to reach it.") Optional<String> contact) {}

  /** From one due time to the next. */
  record Interval(@ShortForm(only = true) Duration value) {
    Interval {
      requireBetween(value, Duration.ofSeconds(1), Duration.ofDays(366));
    }
  }

  /** The deadline of a run. */
  record Timeout(@ShortForm(only = true) Duration value) {
    Timeout {
      requireBetween(value, Duration.ofMillis(100), Duration.ofMinutes(5));
    }
  }

  /** What is added to an item's patience. */
  record Grace(@ShortForm(only = true) Duration value) {
    Grace {
      requireBetween(value, Duration.ZERO, Duration.ofDays(30));
    }
  }

  /** {@code 2 of 3}, or {@code 2} for two in a row. */
  record Fails(
      @ShortForm(only = true) @Limit(pattern = "\\d{1,3}( of \\d{1,3})?", least = 1, most = 20)
          Node.Scalar written) {
    private static final Pattern SYNTAX = Pattern.compile("(\\d{1,3})(?: of (\\d{1,3}))?");

    Fails {
      if (times(written) < 1 || times(written) > window(written) || window(written) > 20) {
        throw new InvalidSetting(
            "written",
            "must be a number or \"n of m\" with 1 <= n <= m <= 20, was \""
                + written.value()
                + "\"");
      }
    }

    int times() {
      return times(written);
    }

    int of() {
      return window(written);
    }

    private static int times(Node.Scalar written) {
      Matcher matcher = SYNTAX.matcher(String.valueOf(written.value()));
      return matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
    }

    private static int window(Node.Scalar written) {
      Matcher matcher = SYNTAX.matcher(String.valueOf(written.value()));
      return matcher.matches() && matcher.group(2) != null
          ? Integer.parseInt(matcher.group(2))
          : times(written);
    }
  }

  /** Passes in a row. */
  record Recovers(@ShortForm(only = true) @Limit(least = 1, most = 20) int times) {
    Recovers {
      if (times < 1 || times > 20) {
        throw new InvalidSetting("times", "must be 1 to 20, was " + times);
      }
    }
  }

  /** Where a runner stands. */
  record Place(@ShortForm(only = true) @Limit(pattern = SLUG) String name) {
    Place {
      requireSlug("name", name);
    }
  }

  /** The name of a route. */
  record Route(@ShortForm(only = true) @Limit(pattern = SLUG) String name) {
    Route {
      requireSlug("name", name);
    }
  }

  static void requireSlug(String component, String text) {
    if (!ItemId.isSystemName(text)) {
      throw new InvalidSetting(
          component, "must be 1 to 63 lower-case letters, digits and dashes, was \"" + text + "\"");
    }
  }

  private static void requireBetween(Duration value, Duration least, Duration most) {
    String found = ", was \"" + DurationText.print(value) + "\"";
    if (value.compareTo(least) < 0) {
      throw new InvalidSetting("value", "must be at least " + DurationText.print(least) + found);
    }
    if (value.compareTo(most) > 0) {
      throw new InvalidSetting("value", "must be at most " + DurationText.print(most) + found);
    }
  }
}
