package io.vigie.alert.followup;

import io.vigie.alert.followup.FollowUps.Looked;
import io.vigie.alert.incident.Ledger.Written;
import io.vigie.alert.route.Routes;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Looks at what goes on, again and again. Used by one thread. */
public final class Follower {

  private static final int AT_A_TIME = 100;

  private final FollowUps kept;
  private final FollowUp decision;
  private final Routes routes;
  private final InstantSource clock;
  private final Consumer<Written> wake;

  /** The digests that this process has seen to. */
  private final Set<Digest> done = new HashSet<>();

  /**
   * @param wake is told of what was written
   */
  public Follower(FollowUps kept, Routes routes, InstantSource clock, Consumer<Written> wake) {
    this.kept = kept;
    this.decision = new FollowUp(routes);
    this.routes = routes;
    this.clock = clock;
    this.wake = wake;
  }

  /** Looks at the incidents whose time has come; true when there may be more. */
  public boolean round() {
    Instant now = clock.instant();
    Looked looked = kept.look(one -> decision.next(one, now), now, AT_A_TIME);
    int messages = looked.messages() + digests(now);
    if (messages > 0) {
      wake.accept(new Written(1, messages, 0));
    }
    return looked.incidents() == AT_A_TIME;
  }

  private int digests(Instant now) {
    List<Digest> due = Digest.due(routes, now);
    done.retainAll(due);
    int owed = 0;
    for (Digest digest : due) {
      if (!done.contains(digest)) {
        owed += kept.owe(digest.messages(routes, kept.between(digest.before(), digest.at())), now);
        done.add(digest);
      }
    }
    return owed;
  }
}
