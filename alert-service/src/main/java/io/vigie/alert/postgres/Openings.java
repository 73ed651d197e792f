package io.vigie.alert.postgres;

import io.vigie.alert.postgres.OwedRows.Debt;
import io.vigie.alert.route.Audience;
import io.vigie.contract.alert.Incident;
import io.vigie.contract.alert.Notification.Occasion;
import io.vigie.contract.check.Check;
import java.time.Instant;
import java.util.stream.Stream;

/** What is owed for an incident that is told by itself. */
final class Openings {

  private Openings() {}

  /** When it opens. */
  static Stream<Debt> debts(Audience audience, Incident incident, Check check, Instant causedAt) {
    return debts(audience, incident, check, causedAt, incident.openedAt());
  }

  /**
   * Later than it opened.
   *
   * @param causedAt since when the time is counted that it takes to tell
   */
  static Stream<Debt> debts(
      Audience audience, Incident incident, Check check, Instant causedAt, Instant now) {
    return audience.plan(check, now).opening().stream()
        .map(
            told ->
                new Debt(
                    incident.id().value(),
                    incident.item().toString(),
                    told.channel(),
                    Occasion.OPENED,
                    0,
                    told.at(),
                    told.ifStillFailing(),
                    told.because(),
                    causedAt,
                    now));
  }
}
