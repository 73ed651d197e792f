package io.vigie.scheduler.checklist;

import io.vigie.contract.check.ProbeOrder.Retry;
import io.vigie.probe.settings.InvalidSetting;
import io.vigie.probe.settings.Limit;
import io.vigie.probe.settings.Setting;
import io.vigie.probe.settings.ShortForm;
import io.vigie.scheduler.checklist.TimeForms.Backoff;
import java.time.Duration;
import java.util.Optional;

/** Another attempt after a failed one, within the same run. */
record RetryForm(
    @ShortForm
        @Setting("How many more attempts there may be, 1 to 5.")
        @Limit(least = 1, most = Retry.MOST)
        int times,
    @Setting(
            value = "How long to wait before the first of them; doubled before each further one.",
            byDefault = "1s")
        Optional<Backoff> backoff) {

  private static final Duration USUAL = Duration.ofSeconds(1);

  RetryForm {
    if (times < 1 || times > Retry.MOST) {
      throw new InvalidSetting("times", "must be 1 to " + Retry.MOST + ", was " + times);
    }
  }

  Retry retry() {
    return new Retry(times, backoff.map(Backoff::value).orElse(USUAL));
  }

  /** How long a run may take whose attempts take so long. */
  Duration longest(Duration timeout) {
    Duration waited = retry().backoff().multipliedBy((1L << times) - 1);
    return timeout.multipliedBy(times + 1L).plus(waited);
  }
}
