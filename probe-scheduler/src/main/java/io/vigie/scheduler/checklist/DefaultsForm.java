package io.vigie.scheduler.checklist;

import io.vigie.contract.check.Phase;
import io.vigie.contract.check.Polarity;
import io.vigie.contract.check.Severity;
import io.vigie.probe.settings.OneOrMore;
import io.vigie.probe.settings.Setting;
import io.vigie.scheduler.checklist.ItemForm.Fails;
import io.vigie.scheduler.checklist.ItemForm.Place;
import io.vigie.scheduler.checklist.ItemForm.Recovers;
import io.vigie.scheduler.checklist.TimeForms.Between;
import io.vigie.scheduler.checklist.TimeForms.CronText;
import io.vigie.scheduler.checklist.TimeForms.Event;
import io.vigie.scheduler.checklist.TimeForms.Grace;
import io.vigie.scheduler.checklist.TimeForms.Interval;
import io.vigie.scheduler.checklist.TimeForms.Timeout;
import io.vigie.scheduler.checklist.TimeForms.TimesText;
import java.util.Optional;

/**
 * What may hold for the items of a file that do not say otherwise. What is written there is put
 * into the items before they are read ({@link Defaults}), so a key needs no more than its line here
 * and in {@link ItemForm}.
 */
record DefaultsForm(
    @Setting(value = Said.CATEGORY, byDefault = "general") Optional<String> category,
    @Setting(value = Said.SEVERITY, byDefault = "P1") Optional<Severity> severity,
    @Setting(Said.PHASE) Optional<Phase> phase,
    @Setting(value = Said.POLARITY, byDefault = "required") Optional<Polarity> polarity,
    @Setting(value = Said.EVERY, byDefault = "60s") Optional<Interval> every,
    @Setting(Said.CRON) Optional<OneOrMore<CronText>> cron,
    @Setting(Said.AT) Optional<OneOrMore<TimesText>> at,
    @Setting(Said.ON) Optional<Event> on,
    @Setting(Said.BETWEEN) Optional<Between> between,
    @Setting(value = Said.TIMEOUT, byDefault = "10s") Optional<Timeout> timeout,
    @Setting(Said.RETRY) Optional<RetryForm> retry,
    @Setting(value = Said.FAILS, byDefault = "2 of 3") Optional<Fails> fails,
    @Setting(value = Said.RECOVERS, byDefault = "2") Optional<Recovers> recovers,
    @Setting(Said.CONFIRM) Optional<ConfirmForm> confirm,
    @Setting(value = Said.GRACE, byDefault = "0s") Optional<Grace> grace,
    @Setting(value = Said.LOCATION, byDefault = "outside") Optional<OneOrMore<Place>> location,
    @Setting(Said.QUORUM) Optional<Quorum> quorum) {

  static final DefaultsForm NONE =
      new DefaultsForm(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
}
