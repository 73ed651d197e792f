package io.vigie.alert.notify;

import io.vigie.alert.incident.Outbox;
import io.vigie.alert.pace.Loop;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;

/**
 * All lanes, and the one who gives up what has waited too long. {@link #wake} is called after every
 * commit that owes messages; a look every second is the net below it.
 */
public final class Deliveries implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(Deliveries.class);
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration SWEEP = Duration.ofSeconds(5);

  private final Map<String, Notifier> notifiers;
  private final List<Lane> lanes = new ArrayList<>();
  private final List<Loop> loops = new ArrayList<>();
  private final Loop sweeper;

  public Deliveries(
      Map<String, Notifier> notifiers,
      Outbox outbox,
      DeliveryRules rules,
      InstantSource clock,
      RandomGenerator random,
      DeliveryListener listener) {
    this.notifiers = Map.copyOf(notifiers);
    this.notifiers.forEach(
        (channel, notifier) -> {
          Lane lane = new Lane(channel, notifier, outbox, rules, clock, random, listener);
          lanes.add(lane);
          loops.add(new Loop("alert-lane-" + channel, LOOK, lane::round));
        });
    this.sweeper = new Loop("alert-sweeper", SWEEP, () -> sweep(outbox, rules, clock, listener));
  }

  public Deliveries start() {
    loops.forEach(Loop::start);
    sweeper.start();
    return this;
  }

  /** Messages may be due. */
  public void wake() {
    loops.forEach(Loop::wake);
  }

  private boolean sweep(
      Outbox outbox, DeliveryRules rules, InstantSource clock, DeliveryListener listener) {
    Set<String> channels = notifiers.keySet();
    List<String> givenUp =
        outbox.giveUp(channels, rules.maxAge(), DeliveryRules.ORPHAN_AGE, clock.instant());
    givenUp.forEach(
        channel -> {
          LOG.errorf("message undelivered: channel=%s reason=waited too long", channel);
          listener.givenUp(channel);
        });
    listener.waiting(outbox.backlog(clock.instant()));
    return false;
  }

  @Override
  public void close() {
    lanes.forEach(Lane::stop);
    loops.forEach(Loop::stop);
    sweeper.close();
    loops.forEach(Loop::close);
    notifiers.values().forEach(Notifier::close);
  }
}
