package io.vigie.scheduler.checklist;

import io.vigie.contract.check.Check;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.Meaning;
import io.vigie.contract.check.ProbeOrder;
import io.vigie.contract.check.Schedule;
import io.vigie.contract.check.Severity;
import io.vigie.contract.check.Thresholds;
import io.vigie.probe.settings.DurationText;
import io.vigie.probe.settings.Node.Mapping;
import io.vigie.probe.settings.Node.Position;
import io.vigie.scheduler.checklist.ItemForm.OwnerForm;
import io.vigie.scheduler.checklist.Look.LookReader;
import java.time.Duration;
import java.util.Optional;

/** Makes a check of an item and of what its file says for all. */
final class ItemReader {

  private static final Duration EVERY = Duration.ofSeconds(60);
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final ChecklistForm head;
  private final DefaultsForm defaults;
  private final LookReader looks;
  private final Findings findings;

  ItemReader(ChecklistForm head, LookReader looks, Findings findings) {
    this.head = head;
    this.defaults = head.defaults();
    this.looks = looks;
    this.findings = findings;
  }

  /** The check, or nothing when something is wrong with the item. */
  Optional<Check> read(Mapping item, String path) {
    int before = findings.errors();
    Optional<ItemForm> read = looks.form(item, path);
    Optional<Look> look = looks.read(item, path);
    if (read.isEmpty()) {
      return Optional.empty();
    }
    ItemForm form = read.get();
    refuseTimeoutBeyondInterval(form, item, path);
    if (!head.equals(ChecklistForm.UNREADABLE)) {
      warn(form, item.at(), path);
    }
    return findings.errors() > before
        ? Optional.empty()
        : look.map(found -> Revision.stamped(check(form, found)));
  }

  private Check check(ItemForm form, Look look) {
    ItemId id = new ItemId(head.system().text(), head.environment().text(), form.id().text());
    return new Check(
        id,
        "",
        meaning(form),
        new Schedule.Every(every(form), grace(form)),
        thresholds(form),
        new ProbeOrder(
            look.kind(),
            look.settings(),
            form.expect().isEmpty() ? look.defaultExpectations() : form.expect(),
            location(form),
            timeout(form)),
        form.route().or(head::route).map(ItemForm.Route::name).orElse(Check.DEFAULT_ROUTE));
  }

  private Meaning meaning(ItemForm form) {
    return new Meaning(
        head.title().orElse(head.system().text()),
        form.title().orElse(form.id().text()),
        form.category().or(defaults::category).orElse(Meaning.UNCATEGORISED),
        severity(form),
        owner(form).map(owner -> new Meaning.Owner(owner.team(), owner.contact())),
        form.why(),
        form.fix(),
        form.runbook(),
        form.source(),
        head.language().tag(),
        form.tags());
  }

  private Thresholds thresholds(ItemForm form) {
    Optional<ItemForm.Fails> fails = form.fails().or(defaults::fails);
    return new Thresholds(
        fails.map(ItemForm.Fails::times).orElse(Thresholds.DEFAULT.fails()),
        fails.map(ItemForm.Fails::of).orElse(Thresholds.DEFAULT.of()),
        form.recovers()
            .or(defaults::recovers)
            .map(ItemForm.Recovers::times)
            .orElse(Thresholds.DEFAULT.recovers()));
  }

  private Severity severity(ItemForm form) {
    return form.severity().or(defaults::severity).orElse(Severity.P1);
  }

  private Optional<OwnerForm> owner(ItemForm form) {
    return form.owner().or(head::owner);
  }

  private String location(ItemForm form) {
    return form.location()
        .or(defaults::location)
        .map(ItemForm.Place::name)
        .orElse(ProbeOrder.DEFAULT_LOCATION);
  }

  private Duration every(ItemForm form) {
    return form.every().or(defaults::every).map(ItemForm.Interval::value).orElse(EVERY);
  }

  private Duration grace(ItemForm form) {
    return form.grace().or(defaults::grace).map(ItemForm.Grace::value).orElse(Duration.ZERO);
  }

  /** The usual timeout gives way to a short interval; a written one does not. */
  private Duration timeout(ItemForm form) {
    Duration interval = every(form);
    return writtenTimeout(form).orElse(TIMEOUT.compareTo(interval) > 0 ? interval : TIMEOUT);
  }

  private Optional<Duration> writtenTimeout(ItemForm form) {
    return form.timeout().or(defaults::timeout).map(ItemForm.Timeout::value);
  }

  private void refuseTimeoutBeyondInterval(ItemForm form, Mapping item, String path) {
    Duration every = every(form);
    Duration timeout = writtenTimeout(form).orElse(Duration.ZERO);
    if (timeout.compareTo(every) > 0) {
      String at = form.timeout().isPresent() || form.every().isEmpty() ? "timeout" : "every";
      findings.error(
          place(item, at),
          path + "." + at,
          "timeout must be at most the interval of "
              + DurationText.print(every)
              + ", was "
              + DurationText.print(timeout));
    }
  }

  private void warn(ItemForm form, Position at, String path) {
    if (severity(form) == Severity.P0 && owner(form).isEmpty()) {
      findings.warning(at, path, "an item of severity P0 should have an owner, has none");
    }
    if (severity(form) == Severity.P0 && form.runbook().isEmpty() && form.fix().isEmpty()) {
      findings.warning(at, path, "an item of severity P0 should have a runbook or fix, has none");
    }
  }

  private static Position place(Mapping item, String key) {
    Mapping.Entry entry = item.entries().get(key);
    return entry == null ? item.at() : entry.value().at();
  }
}
