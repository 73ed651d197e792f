package io.vigie.scheduler.kafka;

import io.vigie.scheduler.SchedulerSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.jboss.logging.Logger;

/** How this process is a member of the schedulers' group. One thread. */
final class Membership {

  private static final Logger LOG = Logger.getLogger(Membership.class);
  private static final int HEARTBEATS = 6;
  private static final Duration BROKERS_LEAST = Duration.ofSeconds(6);

  private final SchedulerSettings settings;
  private Duration session;

  Membership(SchedulerSettings settings) {
    this.settings = settings;
    this.session = settings.sessionTimeout();
  }

  /** The broker does not allow so short a session. */
  void broaden() {
    Duration longer = session.multipliedBy(2);
    longer = longer.compareTo(BROKERS_LEAST) < 0 ? BROKERS_LEAST : longer;
    LOG.warnf(
        "session of %d ms refused by the broker (group.min.session.timeout.ms); trying %d ms",
        session.toMillis(), longer.toMillis());
    session = longer;
  }

  /** Held up for longer than this, we may have been taken for gone. */
  Duration doubt() {
    return session.dividedBy(2);
  }

  Map<String, Object> consumerSettings(Map<String, Object> client) {
    Map<String, Object> all = new HashMap<>(client);
    all.put(ConsumerConfig.GROUP_ID_CONFIG, settings.group());
    settings.instance().ifPresent(name -> all.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, name));
    all.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");
    all.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        CooperativeStickyAssignor.class.getName());
    all.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, (int) session.toMillis());
    all.put(
        ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
        (int) session.dividedBy(HEARTBEATS).toMillis());
    all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    all.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    all.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    all.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 500);
    return all;
  }
}
