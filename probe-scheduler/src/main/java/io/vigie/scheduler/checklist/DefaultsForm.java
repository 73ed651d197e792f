package io.vigie.scheduler.checklist;

import io.vigie.contract.check.Severity;
import io.vigie.probe.settings.Setting;
import io.vigie.scheduler.checklist.ItemForm.Fails;
import io.vigie.scheduler.checklist.ItemForm.Grace;
import io.vigie.scheduler.checklist.ItemForm.Interval;
import io.vigie.scheduler.checklist.ItemForm.Place;
import io.vigie.scheduler.checklist.ItemForm.Recovers;
import io.vigie.scheduler.checklist.ItemForm.Timeout;
import java.util.Optional;

/** What holds for the items of a file that do not say otherwise. */
record DefaultsForm(
    @Setting("How often.") Optional<Interval> every,
    @Setting("How long one run may take.") Optional<Timeout> timeout,
    @Setting("How many results it takes to believe a failure.") Optional<Fails> fails,
    @Setting("How many passes in a row it takes to believe a recovery.")
        Optional<Recovers> recovers,
    @Setting("How late a result may be on top of the usual.") Optional<Grace> grace,
    @Setting("Where items are looked at from.") Optional<Place> location,
    @Setting("How bad a failure is.") Optional<Severity> severity,
    @Setting("The group under which items are shown and scored.") Optional<String> category) {

  static final DefaultsForm NONE =
      new DefaultsForm(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
}
