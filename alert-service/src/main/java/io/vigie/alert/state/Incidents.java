package io.vigie.alert.state;

import io.vigie.alert.state.Effect.Cause;
import io.vigie.alert.state.Effect.IncidentOpened;
import io.vigie.alert.state.Effect.IncidentResolved;
import io.vigie.alert.state.State.Failing;
import io.vigie.contract.alert.IncidentId;
import io.vigie.contract.due.MaintenanceWindows;
import io.vigie.contract.result.Outcome;
import java.time.Instant;
import java.util.Optional;

/** Steps that open an incident, hold it, keep it or close it. Pure. */
record Incidents(Rules rules) {

  /**
   * A failure is believed: its incident opens, or is held while there is maintenance.
   *
   * @param remark how it came to be believed, for whoever is told
   */
  Step confirmed(
      State state,
      Track doubtful,
      Instant dueAt,
      Outcome.Failure failure,
      String remark,
      Instant now) {
    Track track = doubtful.doubting(Optional.empty());
    Track.Suspicion first = track.suspicion().orElse(new Track.Suspicion(dueAt, failure));
    Held held = new Held(dueAt, first.failedAt(), remarked(first.failure(), remark));
    String reason = failure.summary() + remark;
    MaintenanceWindows maintenance = rules.maintenance();
    if (maintenance.covers(now) || maintenance.covers(dueAt)) {
      return Step.moved(
          state,
          new Failing(now, track, Optional.empty(), Optional.of(held)),
          reason + " (maintenance: no incident is opened)");
    }
    return opened(state, now, track, held, reason, now);
  }

  private static Outcome.Failure remarked(Outcome.Failure failure, String remark) {
    return new Outcome.Failure(
        failure.code(),
        failure.phase(),
        failure.summary() + remark,
        failure.unmet(),
        failure.target());
  }

  /** Opens the incident that was held, if nothing holds it any more. */
  Step released(Failing failing, Track track, Instant now) {
    return failing
        .held()
        .filter(_ -> !rules.maintenance().covers(now))
        .map(
            held ->
                opened(
                    failing,
                    failing.since(),
                    track,
                    held,
                    held.failure().summary() + " (still so after maintenance)",
                    now))
        .orElseGet(() -> Step.to(failing.with(track)));
  }

  private Step opened(
      State state, Instant since, Track track, Held held, String reason, Instant now) {
    OpenIncident open = new OpenIncident(IncidentId.of(rules.check().item(), held.dueAt()), now);
    return Step.moved(
        state,
        new Failing(since, track, open),
        reason,
        new IncidentOpened(open.id(), held.firstFailedAt(), held.failure(), track.lastPassedAt()));
  }

  /** What was confirmed is still so. */
  static Step failingStill(State state, Track track, String reason, Instant now) {
    return state instanceof Failing
        ? Step.to(state.with(track))
        : Step.moved(state, new Failing(now, track, state.incident(), Optional.empty()), reason);
  }

  /** Goes to a state without an incident; closes the one that is open. */
  static Step over(State state, State next, String reason, String resolution, Cause cause) {
    return state
        .incident()
        .map(open -> new IncidentResolved(open.id(), cause, resolution))
        .map(resolved -> Step.moved(state, next, reason, resolved))
        .orElseGet(() -> Step.moved(state, next, reason));
  }
}
