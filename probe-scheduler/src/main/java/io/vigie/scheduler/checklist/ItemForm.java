package io.vigie.scheduler.checklist;

import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.Phase;
import io.vigie.contract.check.Polarity;
import io.vigie.contract.check.Severity;
import io.vigie.probe.settings.InvalidSetting;
import io.vigie.probe.settings.Limit;
import io.vigie.probe.settings.Node;
import io.vigie.probe.settings.OneOrMore;
import io.vigie.probe.settings.Setting;
import io.vigie.probe.settings.ShortForm;
import io.vigie.scheduler.checklist.TimeForms.Between;
import io.vigie.scheduler.checklist.TimeForms.CronText;
import io.vigie.scheduler.checklist.TimeForms.Event;
import io.vigie.scheduler.checklist.TimeForms.Grace;
import io.vigie.scheduler.checklist.TimeForms.Interval;
import io.vigie.scheduler.checklist.TimeForms.Timeout;
import io.vigie.scheduler.checklist.TimeForms.TimesText;
import io.vigie.scheduler.checklist.TimeForms.Zone;
import java.util.List;
import java.util.Map;
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
    @Setting(value = Said.CATEGORY, byDefault = "general") Optional<String> category,
    @Setting(value = Said.SEVERITY, byDefault = "P1") Optional<Severity> severity,
    @Setting(Said.PHASE) Optional<Phase> phase,
    @Setting(value = Said.POLARITY, byDefault = "required") Optional<Polarity> polarity,
    @Setting("On what condition it applies; always where absent.") Optional<WhenForm> when,
    @Setting("Where the line comes from, such as lines of a document.") Optional<String> source,
    @Setting("What was to be done, in the words of the document.") Optional<String> action,
    @Setting("Values to make one item each of, by the name under which they are used.")
        Map<String, List<Node.Scalar>> matrix,
    @Setting("The job itself reports; its silence is a failure.") Optional<HeartbeatForm> heartbeat,
    @Setting("A person signs; the signature expires.") Optional<AttestForm> attest,
    @Setting("Other items decide.") Optional<RollUpForm> rollup,
    @Setting("CEL expressions that must all hold; the kind's own where absent.")
        List<String> expect,
    @Setting("CEL expressions that should hold; it passes with a warning where one does not.")
        List<String> warn,
    @Setting(value = Said.EVERY, byDefault = "60s") Optional<Interval> every,
    @Setting(Said.CRON) Optional<OneOrMore<CronText>> cron,
    @Setting(Said.AT) Optional<OneOrMore<TimesText>> at,
    @Setting("The time zone of cron, at and between; that of the file where absent.")
        Optional<Zone> zone,
    @Setting(Said.ON) Optional<Event> on,
    @Setting(Said.BETWEEN) Optional<Between> between,
    @Setting(value = Said.TIMEOUT, byDefault = "10s") Optional<Timeout> timeout,
    @Setting(Said.RETRY) Optional<RetryForm> retry,
    @Setting(value = Said.FAILS, byDefault = "2 of 3") Optional<Fails> fails,
    @Setting(value = Said.RECOVERS, byDefault = "2") Optional<Recovers> recovers,
    @Setting(Said.CONFIRM) Optional<ConfirmForm> confirm,
    @Setting(value = Said.GRACE, byDefault = "0s") Optional<Grace> grace,
    @Setting(value = Said.LOCATION, byDefault = "outside") Optional<OneOrMore<Place>> location,
    @Setting(Said.QUORUM) Optional<Quorum> quorum,
    @Setting(value = "What looking does to the target.", byDefault = "read-only")
        Optional<EffectForm> effect,
    @Setting(
            "What it cannot work without: items of this checklist, system/environment/item, or"
                + " system/environment.")
        List<Needed> dependsOn,
    @Setting("What the document said of it.") Optional<DeclaredForm> declared,
    @Setting("Who answers for it; the owner of the file where absent.") Optional<OwnerForm> owner,
    @Setting("Which route its messages take; the route of the file where absent.")
        Optional<Route> route,
    @Setting("Why it matters.") Optional<String> why,
    @Setting("What to do about it.") Optional<String> fix,
    @Setting("What shows that it was done.") Optional<String> deliverable,
    @Setting("Where the way to repair it is written.") Optional<String> runbook,
    @Setting("Words to find it by.") List<String> tags) {

  /** For the schema; {@link ItemId} is who judges. */
  static final String SLUG = "[a-z0-9][a-z0-9-]{0,62}";

  /** The same of an item. */
  static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,99}";

  /** The id of an item. */
  record Name(@ShortForm(only = true) @Limit(pattern = NAME) String text) {
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

  /** What an item cannot work without. */
  record Needed(@ShortForm(only = true) @Limit(pattern = Needed.SYNTAX) String text) {
    static final String SYNTAX = "(" + SLUG + "/" + SLUG + "(/" + NAME + ")?|" + NAME + ")";
    private static final Pattern PATTERN = Pattern.compile(SYNTAX);

    Needed {
      if (!PATTERN.matcher(text).matches()) {
        throw new InvalidSetting(
            "text",
            "must be an item, system/environment/item or system/environment, was \"" + text + "\"");
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
}
