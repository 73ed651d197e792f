package io.vigie.alert.notify;

import io.vigie.alert.incident.FreeLanes;
import io.vigie.alert.incident.Outbox;
import io.vigie.alert.pace.Loop;
import io.vigie.alert.route.Routes;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** The real lane of one channel, one round at a time and without a thread of its own. */
public final class SingleLane {

  private SingleLane() {}

  /** One that may be called as often as it likes, and that nothing restrains. */
  public static Loop.Task of(
      String channel,
      Notifier notifier,
      Outbox outbox,
      DeliveryRules rules,
      InstantSource clock,
      RandomGenerator random,
      DeliveryListener listener) {
    Restraint none = new Restraint(new Routes(Map.of(), List.of(channel)));
    return of(channel, notifier, Rate.UNLIMITED, outbox, none, rules, clock, random, listener);
  }

  public static Loop.Task of(
      String channel,
      Notifier notifier,
      Rate rate,
      Outbox outbox,
      Restraint restraint,
      DeliveryRules rules,
      InstantSource clock,
      RandomGenerator random,
      DeliveryListener listener) {
    FreeLanes none = new FreeLanes(rules.lease());
    return new Lane(
            channel, notifier, rate, outbox, restraint, rules, clock, random, listener, none)
        ::round;
  }
}
