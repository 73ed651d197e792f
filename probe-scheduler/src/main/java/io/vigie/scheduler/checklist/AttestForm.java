package io.vigie.scheduler.checklist;

import io.vigie.contract.check.Attestation;
import io.vigie.probe.settings.InvalidSetting;
import io.vigie.probe.settings.OneOrMore;
import io.vigie.probe.settings.Setting;
import io.vigie.probe.settings.ShortForm;
import io.vigie.scheduler.checklist.TimeForms.Interval;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A person signs; what, how often and who. */
record AttestForm(
    @ShortForm @Setting("What is signed.") String statement,
    @Setting(value = "How long a signature holds, up to 366d.", byDefault = "365d")
        Optional<Interval> every,
    @Setting("Who may sign, one or several; anybody where absent.")
        Optional<OneOrMore<String>> by) {

  private static final Duration USUAL = Duration.ofDays(365);

  AttestForm {
    if (statement.isBlank()) {
      throw new InvalidSetting("statement", "must say what is signed, was empty");
    }
  }

  Attestation attestation() {
    return new Attestation(
        statement,
        every.map(Interval::value).orElse(USUAL),
        by.map(OneOrMore::values).orElse(List.of()));
  }
}
