package io.vigie.scheduler.checklist;

import io.vigie.contract.check.Declared;
import io.vigie.probe.settings.Setting;
import io.vigie.probe.settings.ShortForm;
import io.vigie.scheduler.checklist.TimeForms.Day;
import java.util.Optional;

/** What the document said of an item. */
record DeclaredForm(
    @ShortForm @Setting("Whether it held it to be done.") Declared.Status status,
    @Setting("When it said so.") Optional<Day> on,
    @Setting("How it put it.") Optional<String> as) {

  Declared declared() {
    return new Declared(status, on.map(Day::date), as);
  }
}
