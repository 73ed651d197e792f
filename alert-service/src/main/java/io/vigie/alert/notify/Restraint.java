package io.vigie.alert.notify;

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
 * the night may have begun. An end is always told. Pure but for the silences.
 */
public final class Restraint {

  private final Routes routes;
  private final Set<String> unrestrained;

  /**
   * @param unrestrained channels that nobody reads, and that no silence may keep quiet
   */
  public Restraint(Routes routes, Set<String> unrestrained) {
    this.routes = routes;
    this.unrestrained = Set.copyOf(unrestrained);
  }

  public Restraint(Routes routes) {
    this(routes, Set.of());
  }

  /** How {@code posting} is settled without being sent; empty where it is to be sent. */
  Optional<Settlement> of(Posting posting, Instant now) {
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
        : Optional.empty();
  }

  private Optional<Settlement> silenced(Posting posting, Instant now) {
    return routes.silence(posting.check(), now).map(Restraint::left);
  }

  private static Settlement left(Silence silence) {
    return new Settlement.Skipped("silence by " + silence.by() + ": " + silence.reason());
  }
}
