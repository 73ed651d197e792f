package io.vigie.scheduler.checklist;

import io.vigie.contract.check.Phase;
import io.vigie.probe.settings.InvalidSetting;
import io.vigie.probe.settings.Limit;
import io.vigie.probe.settings.Node;
import io.vigie.probe.settings.Setting;
import io.vigie.probe.settings.ShortForm;
import io.vigie.scheduler.checklist.ItemForm.OwnerForm;
import io.vigie.scheduler.checklist.ItemForm.Route;
import io.vigie.scheduler.checklist.TimeForms.Zone;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What an author may write at the top of a checklist. */
record ChecklistForm(
    @Setting("The version of the language: 1.") Version vigie,
    @Setting("The application, such as shop.") Slug system,
    @Setting("Where it runs, such as production.") Slug environment,
    @Setting("What a person reads; the system where absent.") Optional<String> title,
    @Setting(value = "The language of the texts.", byDefault = "en") Language language,
    @Setting("Who answers for its items.") Optional<OwnerForm> owner,
    @Setting(value = "Which route messages take.", byDefault = "default") Optional<Route> route,
    @Setting(value = "The time zone of times that name none.", byDefault = "UTC")
        Optional<Zone> zone,
    @Setting("How far it has come; items of another phase do not apply, all do where absent.")
        Optional<Phase> phase,
    @Setting("Values to be used as ${name} below; each may use those above it.")
        Map<String, Node.Scalar> vars,
    @Setting(value = "What holds for items that do not say otherwise.", byDefault = "{}")
        DefaultsForm defaults,
    @Setting("When no incident is opened.") List<MaintenanceForm> maintenance,
    @Setting("Groups of items from other files, which follow those of this one.")
        List<IncludeForm> include,
    @Setting("The lines of the checklist.") List<Node> items) {

  private static final int NEWEST = 1;

  /** Stands for a head with errors, so that the items below it are judged all the same. */
  static final ChecklistForm UNREADABLE =
      new ChecklistForm(
          new Version(NEWEST),
          new Slug("unreadable"),
          new Slug("unreadable"),
          Optional.empty(),
          new Language("en"),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Map.of(),
          DefaultsForm.NONE,
          List.of(),
          List.of(),
          List.of());

  /** The zone of times that name none. */
  ZoneId zoneId() {
    return zone.map(Zone::id).orElse(ZoneId.of("UTC"));
  }

  /** Why what must hold in {@code other} does not apply, where that is not where it has come. */
  Optional<String> notYetOrNoMore(Phase other) {
    return phase
        .filter(now -> now != other)
        .map(now -> "belongs to the phase " + other.word() + ", this is " + now.word());
  }

  /** The version of the language. */
  record Version(@ShortForm(only = true) @Limit(least = NEWEST, most = NEWEST) int number) {
    Version {
      if (number != NEWEST) {
        throw new InvalidSetting("number", "must be " + NEWEST + ", was " + number);
      }
    }
  }

  /** The name of a system or an environment. */
  record Slug(@ShortForm(only = true) @Limit(pattern = ItemForm.SLUG) String text) {
    Slug {
      ItemForm.requireSlug("text", text);
    }
  }

  /** A language such as {@code fr} or {@code pt-BR}. */
  record Language(@ShortForm(only = true) @Limit(pattern = Language.SYNTAX) String tag) {
    static final String SYNTAX = "[a-z]{2,3}(-[A-Z]{2})?";
    private static final Pattern PATTERN = Pattern.compile(SYNTAX);

    Language {
      if (!PATTERN.matcher(tag).matches()) {
        throw new InvalidSetting("tag", "must be such as fr or pt-BR, was \"" + tag + "\"");
      }
    }
  }
}
