package io.vigie.scheduler.checklist;

import io.vigie.probe.settings.Setting;
import io.vigie.scheduler.checklist.TimeForms.CronText;
import io.vigie.scheduler.checklist.TimeForms.Moment;
import io.vigie.scheduler.checklist.TimeForms.Span;
import io.vigie.scheduler.checklist.TimeForms.Zone;
import java.util.List;
import java.util.Optional;

/** A time, once or again and again, in which no incident is opened. */
record MaintenanceForm(
    @Setting("What is done in it.") String reason,
    @Setting("When it begins, where it is once.") Optional<Moment> from,
    @Setting("When it ends, where it is once.") Optional<Moment> to,
    @Setting("When it begins, where it recurs.") Optional<CronText> cron,
    @Setting("How long it lasts, where it recurs; from 1m to 30d.") Optional<Span> for_,
    @Setting("The time zone of these; that of the file where absent.") Optional<Zone> zone,
    @Setting("The items it is for; with categories, all of both; without either, all.")
        List<String> items,
    @Setting("The categories it is for.") List<String> categories) {

  MaintenanceForm {
    boolean once = from.isPresent() && to.isPresent() && cron.isEmpty() && for_.isEmpty();
    boolean recurring = from.isEmpty() && to.isEmpty() && cron.isPresent() && for_.isPresent();
    if (!once && !recurring) {
      throw new IllegalArgumentException(
          "must have from and to, or cron and for, had "
              + given(from.isPresent(), to.isPresent(), cron.isPresent(), for_.isPresent()));
    }
  }

  private static String given(boolean from, boolean to, boolean cron, boolean lasts) {
    String all =
        (from ? " from" : "") + (to ? " to" : "") + (cron ? " cron" : "") + (lasts ? " for" : "");
    return all.isEmpty() ? "none" : all.strip().replace(" ", ", ");
  }
}
