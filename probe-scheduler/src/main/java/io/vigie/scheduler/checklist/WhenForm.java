package io.vigie.scheduler.checklist;

import io.vigie.probe.settings.Setting;
import io.vigie.probe.settings.ShortForm;
import java.util.Optional;

/** On what condition an item applies. */
record WhenForm(
    @ShortForm @Setting("A CEL expression over vars, system, environment and phase.") String holds,
    @Setting("Why it does not apply where this is false.") Optional<String> because) {}
