package io.vigie.alert.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.vigie.alert.incident.DeliveryBook.Standing;
import io.vigie.alert.incident.Outbox.Backlog;
import io.vigie.alert.incident.Posting;
import io.vigie.alert.notify.DeliveryListener;
import io.vigie.contract.result.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToDoubleFunction;

/** What alert-service counts and measures. Thread-safe. */
@ApplicationScoped
public class AlertMetrics implements DeliveryListener {

  /** What can become of an attempt to tell. */
  private enum Told {
    DELIVERED,
    RETRIED,
    UNCLEAR,
    UNDELIVERED;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final MeterRegistry registry;
  private final AtomicReference<Backlog> backlog =
      new AtomicReference<>(new Backlog(0, Duration.ZERO, 0));

  private final AtomicInteger channels = new AtomicInteger();
  private final AtomicInteger ownTroubles = new AtomicInteger();
  private final AtomicInteger silences = new AtomicInteger();
  private final AtomicReference<Map<String, Standing>> standings = new AtomicReference<>(Map.of());

  /** Counters by name and tags: looking them up in the registry allocates with each result. */
  private final Map<String, Counter> counters = new ConcurrentHashMap<>();

  @Inject
  public AlertMetrics(MeterRegistry registry) {
    this.registry = registry;
    registry.gauge("vigie_alert_channels", channels);
    registry.gauge("vigie_alert_own_troubles", ownTroubles);
    registry.gauge("vigie_alert_silences", silences);
    registry.gauge("vigie_outbox_waiting", backlog, held -> held.get().waiting());
    registry.gauge(
        "vigie_outbox_oldest_age_seconds", backlog, held -> held.get().oldest().toMillis() / 1e3);
    registry.gauge("vigie_outbox_undelivered", backlog, held -> held.get().undelivered());
  }

  /** A result was taken. */
  public void result(Outcome outcome) {
    String word = outcome.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    counter("vigie_alert_results", "outcome", word).increment();
  }

  /** Results were not taken. */
  public void dropped(String reason, int count) {
    counter("vigie_alert_results_dropped", "reason", reason).increment(count);
  }

  /** Somebody asked for something; it was done or refused. */
  public void ordered(String type, boolean refused) {
    String outcome = refused ? "refused" : "done";
    counters
        .computeIfAbsent(
            "order|" + type + '|' + outcome,
            _ -> registry.counter("vigie_alert_orders", "type", type, "outcome", outcome))
        .increment();
  }

  /** So much is wrong with Vigie itself. */
  public void ownTroubles(int count) {
    ownTroubles.set(count);
  }

  /**
   * These channels are configured; none is worth an alarm. Their counters begin at 0, because the
   * increase of one that appears with its first message is not seen.
   */
  public void channels(Set<String> names) {
    channels.set(names.size());
    for (String name : names) {
      for (Told told : Told.values()) {
        notifications(name, told);
      }
      channel("vigie_channel_waiting", name, Standing::waiting);
      channel("vigie_channel_held", name, Standing::held);
      channel("vigie_channel_told_elsewhere", name, Standing::instead);
      channel("vigie_channel_broken", name, one -> one.isBroken() ? 1 : 0);
      var _ = limitedSoFar(name);
    }
  }

  private void channel(String gauge, String name, ToDoubleFunction<Standing> value) {
    registry.gauge(
        gauge,
        Tags.of("channel", name),
        standings,
        held -> value.applyAsDouble(held.get().getOrDefault(name, Standing.UNTRIED)));
  }

  /** How each channel stands now, and how many silences there are. */
  public void standing(Map<String, Standing> now, int silencesNow) {
    standings.set(Map.copyOf(now));
    silences.set(silencesNow);
  }

  @Override
  public void delivered(Posting posting, Duration sinceCause) {
    notifications(posting.channel(), Told.DELIVERED).increment();
    Timer.builder("vigie_alert_latency")
        .description("From the end of the run that decided to the channel's answer")
        .tag("channel", posting.channel())
        .publishPercentileHistogram()
        .register(registry)
        .record(sinceCause.isNegative() ? Duration.ZERO : sinceCause);
  }

  @Override
  public void postponed(Posting posting) {
    notifications(posting.channel(), Told.RETRIED).increment();
  }

  @Override
  public void unclear(Posting posting) {
    notifications(posting.channel(), Told.UNCLEAR).increment();
  }

  @Override
  public void givenUp(String channel) {
    notifications(channel, Told.UNDELIVERED).increment();
  }

  @Override
  public void limited(String channel) {
    counter("vigie_notifications_limited", "channel", channel).increment();
  }

  /** How often a channel asked to be left alone since the start. */
  public long limitedSoFar(String channel) {
    return (long) counter("vigie_notifications_limited", "channel", channel).count();
  }

  @Override
  public void waiting(Backlog now) {
    backlog.set(now);
  }

  private Counter notifications(String channel, Told told) {
    return counters.computeIfAbsent(
        channel + '|' + told,
        _ -> registry.counter("vigie_notifications", "channel", channel, "outcome", told.word()));
  }

  private Counter counter(String name, String tag, String value) {
    return counters.computeIfAbsent(name + '|' + value, _ -> registry.counter(name, tag, value));
  }
}
