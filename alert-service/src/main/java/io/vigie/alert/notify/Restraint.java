package io.vigie.alert.notify;

import io.vigie.alert.incident.Absences;
import io.vigie.alert.incident.Posting;
import io.vigie.alert.incident.Settlement;
import io.vigie.alert.route.Routes;
import io.vigie.alert.route.Routes.Hold;
import io.vigie.contract.alert.Silence;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What is not told although it is due: since it was owed, somebody may have asked for silence, or
 * the night may have begun, or what it depends on may be maintained. An end is always told. Pure
 * but for the silences and the absences.
 */
public final class Restraint {

  private final Routes routes;
  private final Set<String> unrestrained;
  private final Absences absences;

  /**
   * @param unrestrained channels that nobody reads, and that no silence may keep quiet
   * @param absences what is away with somebody's knowledge, and is no reason to call anybody
   */
  public Restraint(Routes routes, Set<String> unrestrained, Absences absences) {
    this.routes = routes;
    this.unrestrained = Set.copyOf(unrestrained);
    this.absences = absences;
  }

  public Restraint(Routes routes, Set<String> unrestrained) {
    this(routes, unrestrained, Absences.NONE);
  }

  public Restraint(Routes routes) {
    this(routes, Set.of());
  }

  /** How {@code posting} is settled without being sent; empty where it is to be sent. */
  public Optional<Settlement> of(Posting posting, Instant now) {
    if (unrestrained.contains(posting.channel())) {
      return Optional.empty();
    }
    return switch (posting.telling()) {
      case OPENED -> posting.attempts() > 1 ? Optional.empty() : held(posting, now);
      case REOPENED, ESCALATED, REMINDED -> held(posting, now);
      case UPDATED, ACKNOWLEDGED, COMMENTED -> silenced(posting, now);
      case RESOLVED, OPENED_AND_RESOLVED, TEST, DIGEST, SUMMARY -> Optional.empty();
    };
  }

  private Optional<Settlement> held(Posting posting, Instant now) {
    Instant opened = posting.incident().openedAt();
    Hold hold = routes.hold(posting.check(), routes.decide(posting.check(), opened), now);
    return hold.until().isAfter(now)
        ? Optional.of(new Settlement.Held(hold.until(), hold.because()))
        : away(posting, now);
  }

  /** What depends on nothing costs nothing. */
  private Optional<Settlement> away(Posting posting, Instant now) {
    return posting.check().dependsOn().isEmpty()
        ? Optional.empty()
        : absences
            .of(posting.incident(), now)
            .map(absence -> new Settlement.Held(absence.until(), absence.because()));
  }

  private Optional<Settlement> silenced(Posting posting, Instant now) {
    return routes.silence(posting.check(), now).map(Restraint::left);
  }

  private static Settlement left(Silence silence) {
    return new Settlement.Skipped("silence by " + silence.by() + ": " + silence.reason());
  }
}
