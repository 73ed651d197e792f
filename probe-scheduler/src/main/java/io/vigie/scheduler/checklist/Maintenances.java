package io.vigie.scheduler.checklist;

import io.vigie.contract.check.Maintenance;
import io.vigie.contract.check.Maintenance.Once;
import io.vigie.contract.check.Maintenance.Recurring;
import io.vigie.contract.check.Schedule;
import io.vigie.probe.settings.DurationText;
import io.vigie.probe.settings.NearestWord;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The maintenance windows of a file, and for which of its items they are. */
final class Maintenances {

  private final List<MaintenanceForm> forms;
  private final List<Optional<Maintenance>> windows = new ArrayList<>();
  private final Written file;
  private final Set<String> categories = new TreeSet<>();

  /**
   * The windows of a file.
   *
   * @param file the top of the document
   */
  Maintenances(ChecklistForm head, Written file) {
    this.forms = head.maintenance();
    this.file = file;
    for (int i = 0; i < forms.size(); i++) {
      MaintenanceForm form = forms.get(i);
      ZoneId zone = form.zone().map(TimeForms.Zone::id).orElse(head.zoneId());
      windows.add(window(form, zone, i).map(found -> new Maintenance(form.reason(), found)));
    }
  }

  /** The windows of one item. */
  List<Maintenance> of(String id, String category) {
    List<Maintenance> own = new ArrayList<>();
    for (int i = 0; i < forms.size(); i++) {
      if (isFor(forms.get(i), id, category)) {
        windows.get(i).ifPresent(own::add);
      }
    }
    return own;
  }

  /** An item has this category, whatever else is said of it. */
  void met(String category) {
    categories.add(category);
  }

  /** After all items were met: what is named must be there. */
  void refuseUnknown(Collection<String> ids) {
    for (int i = 0; i < forms.size(); i++) {
      refuseUnknown(forms.get(i).items(), "item", ids, i, "items");
      refuseUnknown(forms.get(i).categories(), "category", categories, i, "categories");
    }
  }

  private void refuseUnknown(
      List<String> named, String noun, Collection<String> known, int index, String key) {
    for (int i = 0; i < named.size(); i++) {
      if (!known.contains(named.get(i))) {
        String hint =
            NearestWord.hint(noun, named.get(i), known).replace("categorys", "categories");
        file.error(
            "unknown " + noun + " \"" + named.get(i) + "\", " + hint, "maintenance", index, key, i);
      }
    }
  }

  private static boolean isFor(MaintenanceForm form, String id, String category) {
    return (form.items().isEmpty() && form.categories().isEmpty())
        || form.items().contains(id)
        || form.categories().contains(category);
  }

  private Optional<Maintenance.Window> window(MaintenanceForm form, ZoneId zone, int index) {
    return form.cron().isPresent()
        ? recurring(form, zone, index)
        : once(form, zone, index).map(window -> window);
  }

  private Optional<Once> once(MaintenanceForm form, ZoneId zone, int index) {
    Instant from = form.from().orElseThrow().in(zone);
    Instant to = form.to().orElseThrow().in(zone);
    if (!to.isAfter(from)) {
      file.error(
          "must be after from, " + form.from().get().text() + ", was " + form.to().get().text(),
          "maintenance",
          index,
          "to");
      return Optional.empty();
    }
    return Optional.of(new Once(from, to));
  }

  private Optional<Maintenance.Window> recurring(MaintenanceForm form, ZoneId zone, int index) {
    String cron = form.cron().orElseThrow().text();
    Duration lasts = form.for_().orElseThrow().value();
    Schedule schedule = new Schedule.Cron(List.of(cron), zone, Duration.ZERO, Optional.empty());
    Optional<Duration> gap = Schedules.leastGap(schedule);
    if (gap.isPresent() && lasts.compareTo(gap.get()) >= 0) {
      file.error(
          "must be shorter than the time until the next one, %s, was %s"
              .formatted(DurationText.print(gap.get()), DurationText.print(lasts)),
          "maintenance",
          index,
          "for");
      return Optional.empty();
    }
    return Optional.of(new Recurring(cron, zone, lasts));
  }
}
