package io.vigie.scheduler.dispatch;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How far everything is settled: turns are settled in their order, each when every message of it is
 * with the broker or given up. Turns begin on one thread; messages may settle on any.
 */
public final class Settling {

  private final Deque<Turn> open = new ArrayDeque<>();
  private Instant settled = Instant.MIN;

  /** One turn; settled when its count comes down to zero. */
  public static final class Turn {
    private final Instant givenOut;
    private final AtomicInteger unsettled = new AtomicInteger();

    private Turn(Instant givenOut) {
      this.givenOut = givenOut;
    }

    /** One more message. */
    public void sent() {
      unsettled.incrementAndGet();
    }

    /** One is settled. */
    public void settled() {
      unsettled.decrementAndGet();
    }
  }

  /** A turn begins after which everything up to {@code givenOut} has been sent. */
  public Turn begin(Instant givenOut) {
    Turn turn = new Turn(givenOut);
    open.addLast(turn);
    return turn;
  }

  /** Whatever was to be sent up to then is settled; call it between two turns. */
  public Instant upTo() {
    while (!open.isEmpty() && open.peekFirst().unsettled.get() == 0) {
      settled = open.pollFirst().givenOut;
    }
    return settled;
  }

  /** How many messages are on their way. */
  public int unsettled() {
    return open.stream().mapToInt(turn -> turn.unsettled.get()).sum();
  }
}
