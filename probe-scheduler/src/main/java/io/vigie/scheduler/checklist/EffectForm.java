package io.vigie.scheduler.checklist;

import io.vigie.contract.check.Effect;
import io.vigie.probe.settings.InvalidSetting;
import io.vigie.probe.settings.Setting;
import io.vigie.probe.settings.ShortForm;
import io.vigie.scheduler.checklist.TimeForms.Interval;
import java.util.Optional;

/** What looking does to the target. */
record EffectForm(
    @ShortForm @Setting("What it does.") Effect is,
    @Setting("How often work may be started; once per hour where absent.")
        Optional<Interval> atMostEvery) {

  EffectForm {
    if (atMostEvery.isPresent() && is != Effect.STARTS_WORK) {
      throw new InvalidSetting("atMostEvery", "must stand beside is: starts-work, did not");
    }
  }
}
