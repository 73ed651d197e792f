package io.vigie.alert.canary;

import io.vigie.alert.incident.Outbox.Backlog;
import io.vigie.alert.incident.Posting;
import io.vigie.alert.incident.Posting.Telling;
import io.vigie.alert.notify.DeliveryListener;
import io.vigie.alert.state.Rules;
import io.vigie.contract.check.ItemId;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Sees the canary come round: its failure has gone from the scheduler over a runner to its channel.
 * Everything that is told is passed on to another listener. Thread-safe if that one is.
 */
public final class Canary implements DeliveryListener {

  /** The item, in the system that is our own. */
  public static final ItemId ITEM = Rules.CANARY;

  /** The channel that nobody reads. */
  public static final String CHANNEL = "vigie-canary";

  private final DeliveryListener others;
  private final Duration fresh;
  private final Consumer<Boolean> cameRound;

  /**
   * @param fresh how long a round may take
   * @param cameRound is told of each round, and whether it was fresh
   */
  public Canary(DeliveryListener others, Duration fresh, Consumer<Boolean> cameRound) {
    this.others = others;
    this.fresh = fresh;
    this.cameRound = cameRound;
  }

  @Override
  public void delivered(Posting posting, Duration sinceCause) {
    others.delivered(posting, sinceCause);
    boolean opened = posting.telling() == Telling.OPENED;
    if (opened && posting.channel().equals(CHANNEL) && posting.incident().item().equals(ITEM)) {
      cameRound.accept(sinceCause.compareTo(fresh) <= 0);
    }
  }

  @Override
  public void postponed(Posting posting) {
    others.postponed(posting);
  }

  @Override
  public void unclear(Posting posting) {
    others.unclear(posting);
  }

  @Override
  public void givenUp(String channel) {
    others.givenUp(channel);
  }

  @Override
  public void limited(String channel) {
    others.limited(channel);
  }

  @Override
  public void waiting(Backlog backlog) {
    others.waiting(backlog);
  }
}
