package io.vigie.scheduler.checklist;

import io.vigie.probe.settings.InvalidSetting;
import io.vigie.probe.settings.Node;
import io.vigie.probe.settings.Setting;
import io.vigie.probe.settings.ShortForm;
import io.vigie.scheduler.checklist.ItemForm.OwnerForm;
import io.vigie.scheduler.checklist.ItemForm.Route;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What an author may write at the top of a checklist. */
record ChecklistForm(
    @Setting("The version of the language.") Version vigie,
    @Setting("The application.") Slug system,
    @Setting("Where it runs.") Slug environment,
    @Setting("What a person reads; the system where absent.") Optional<String> title,
    @Setting(value = "The language of the texts.", byDefault = "en") Language language,
    @Setting("Who answers for its items.") Optional<OwnerForm> owner,
    @Setting("Which route messages take.") Optional<Route> route,
    @Setting("Values to be used as ${name}.") Map<String, Node.Scalar> vars,
    @Setting(value = "What holds for items that do not say otherwise.", byDefault = "{}")
        DefaultsForm defaults,
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
          Map.of(),
          DefaultsForm.NONE,
          List.of());

  /** The version of the language. */
  record Version(@ShortForm(only = true) int number) {
    Version {
      if (number != NEWEST) {
        throw new InvalidSetting("number", "must be " + NEWEST + ", was " + number);
      }
    }
  }

  /** The name of a system or an environment. */
  record Slug(@ShortForm(only = true) String text) {
    Slug {
      ItemForm.requireSlug("text", text);
    }
  }

  /** A language such as {@code fr} or {@code pt-BR}. */
  record Language(@ShortForm(only = true) String tag) {
    private static final Pattern SYNTAX = Pattern.compile("[a-z]{2,3}(-[A-Z]{2})?");

    Language {
      if (!SYNTAX.matcher(tag).matches()) {
        throw new InvalidSetting("tag", "must be such as fr or pt-BR, was \"" + tag + "\"");
      }
    }
  }
}
