package io.vigie.alert.notify;

import io.vigie.alert.incident.FreeLanes;
import io.vigie.alert.incident.FreeLanes.Handed;
import io.vigie.alert.incident.Outbox;
import io.vigie.alert.pace.Loop;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;

/**
 * All lanes, and the one who gives up what has waited too long. {@link #wake} is called after every
 * commit that owes messages; a look every second is the net below it.
 */
public final class Deliveries implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(Deliveries.class);
  private static final Duration LOOK = Duration.ofSeconds(1);

  /** A channel that may be called once a second is looked at more often than that. */
  private static final Duration CLOSE_LOOK = Duration.ofMillis(100);

  private static final Duration SWEEP = Duration.ofSeconds(5);

  private final Map<String, Notifier> notifiers;
  private final Map<String, Lane> lanes = new TreeMap<>();
  private final Map<String, Loop> loops = new TreeMap<>();
  private final Loop sweeper;

  public Deliveries(
      Map<String, Notifier> notifiers,
      Map<String, Rate> rates,
      Outbox outbox,
      Restraint restraint,
      DeliveryRules rules,
      InstantSource clock,
      RandomGenerator random,
      DeliveryListener listener,
      FreeLanes free) {
    this.notifiers = Map.copyOf(notifiers);
    this.notifiers.forEach(
        (channel, notifier) -> {
          Rate rate = rates.getOrDefault(channel, Rate.UNLIMITED);
          Lane lane =
              new Lane(
                  channel, notifier, rate, outbox, restraint, rules, clock, random, listener, free);
          lanes.put(channel, lane);
          Duration look = rate.isUnlimited() ? LOOK : CLOSE_LOOK;
          loops.put(channel, new Loop("alert-lane-" + channel, look, lane::round));
        });
    this.sweeper = new Loop("alert-sweeper", SWEEP, () -> sweep(outbox, rules, clock, listener));
  }

  public Deliveries start() {
    loops.values().forEach(Loop::start);
    sweeper.start();
    return this;
  }

  /** Messages may be due. */
  public void wake() {
    loops.values().forEach(Loop::wake);
  }

  /** What was taken for lanes that were free is sent. */
  public void hand(List<Handed> taken) {
    for (Handed one : taken) {
      String channel = one.posting().channel();
      lanes.get(channel).hand(one);
      loops.get(channel).wake();
    }
  }

  /** Until when a channel is left alone, where it is. */
  public Optional<Instant> pausedUntil(String channel, Instant now) {
    return Optional.ofNullable(lanes.get(channel)).flatMap(lane -> lane.pausedUntil(now));
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
    lanes.values().forEach(Lane::stop);
    loops.values().forEach(Loop::stop);
    sweeper.close();
    loops.values().forEach(Loop::close);
    lanes.values().forEach(Lane::giveBack);
    notifiers.values().forEach(Notifier::close);
  }
}
