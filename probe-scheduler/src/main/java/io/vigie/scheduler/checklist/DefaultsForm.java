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
    @Setting(value = "Where items are looked at from.", byDefault = "outside")
        Optional<Place> location,
    @Setting(value = "How bad a failure is.", byDefault = "P1") Optional<Severity> severity,
    @Setting(value = "The group under which items are shown and scored.", byDefault = "general")
        Optional<String> category) {

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
