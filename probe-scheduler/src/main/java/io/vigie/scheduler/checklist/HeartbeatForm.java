package io.vigie.scheduler.checklist;

import io.vigie.contract.check.Heartbeat;
import io.vigie.probe.settings.OneOrMore;
import io.vigie.probe.settings.Setting;
import io.vigie.probe.settings.ShortForm;
import io.vigie.scheduler.checklist.TimeForms.CronText;
import io.vigie.scheduler.checklist.TimeForms.Grace;
import io.vigie.scheduler.checklist.TimeForms.Interval;
import io.vigie.scheduler.checklist.TimeForms.TimesText;
import io.vigie.scheduler.checklist.TimeForms.Zone;
import java.util.Optional;

/** The job itself reports; when it must. */
record HeartbeatForm(
    @ShortForm @Setting("How often it reports, from 1s to 366d.") Optional<Interval> every,
    @Setting(Said.CRON) Optional<OneOrMore<CronText>> cron,
    @Setting(Said.AT) Optional<OneOrMore<TimesText>> at,
    @Setting("The time zone of cron and at; that of the file where absent.") Optional<Zone> zone,
    @Setting(value = "How late a report may be before it is missing, up to 30d.", byDefault = "5m")
        Optional<Grace> grace,
    @Setting("How long the job may run, where it reports its start as well.")
        Optional<Interval> longest) {

  Heartbeat heartbeat() {
    return new Heartbeat(longest.map(Interval::value));
  }
}
