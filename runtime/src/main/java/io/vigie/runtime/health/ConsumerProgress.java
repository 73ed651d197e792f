package io.vigie.runtime.health;

import io.vigie.contract.wire.Topic;
import io.vigie.runtime.kafka.Topics;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Liveness;

/**
 * Not alive when a consumer group of this process has work before it and has not advanced for a
 * minute. It asks the broker, not the consumer: a consumer that has quietly stopped would answer
 * that all is well.
 *
 * <p>What a restart would not mend is readiness, not liveness: while the broker is away nothing can
 * be said, and a consumer that waits for its database may stand still. After either, patience
 * begins anew. The answer is kept for a second, however often it is asked for.
 */
@Liveness
@ApplicationScoped
public class ConsumerProgress implements HealthCheck {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration KEPT = Duration.ofSeconds(1);

  /** For all questions together, so that an answer takes less than two seconds. */
  private static final Duration BROKER_PATIENCE = Duration.ofMillis(1_500);

  private final Standings standings;
  private final InstantSource clock;
  private final Map<Watched, Watch> watches = new ConcurrentHashMap<>();
  private HealthCheckResponse newest;
  private Instant askedAt;

  private record Watch(Progress progress, BooleanSupplier waiting) {}

  @Inject
  ConsumerProgress(Topics topics, InstantSource clock) {
    this(new BrokerStandings(topics, BROKER_PATIENCE), clock);
  }

  ConsumerProgress(Standings standings, InstantSource clock) {
    this.standings = standings;
    this.clock = clock;
  }

  /** Watches a consumer group of this process on one topic. */
  public void register(String group, Topic topic) {
    register(group, topic, () -> false);
  }

  /**
   * Watches a consumer group of this process on one topic. It may stand still while {@code waiting}
   * says that it waits for something without which it cannot work, such as its database.
   */
  public void register(String group, Topic topic, BooleanSupplier waiting) {
    watches.putIfAbsent(
        new Watched(group, topic.name()), new Watch(new Progress(PATIENCE), waiting));
  }

  @Override
  public synchronized HealthCheckResponse call() {
    if (newest == null || !isFresh(clock.instant())) {
      newest = look();
      askedAt = clock.instant();
    }
    return newest;
  }

  /** A clock that was set back makes no answer last longer. */
  private boolean isFresh(Instant now) {
    return !now.isBefore(askedAt) && now.isBefore(askedAt.plus(KEPT));
  }

  private HealthCheckResponse look() {
    HealthCheckResponseBuilder answer = HealthCheckResponse.named("consumers get on").up();
    Map<Watched, Standing> known = standings.of(watches.keySet());
    watches.forEach(
        (consumer, watch) -> {
          Standing standing = known.get(consumer);
          if (standing == null) {
            watch.progress().excuse();
          } else {
            judge(consumer, watch, standing, answer);
          }
        });
    return answer.build();
  }

  private void judge(
      Watched consumer, Watch watch, Standing now, HealthCheckResponseBuilder answer) {
    boolean waiting = watch.waiting().getAsBoolean();
    answer.withData(
        consumer.group() + " on " + consumer.topic(),
        "lag " + now.lag() + (waiting ? ", waiting for what it needs" : ""));
    if (waiting) {
      watch.progress().excuse();
    } else if (!watch.progress().getsOn(now.committed(), now.lag(), clock.instant())) {
      answer.down().withData(consumer.topic(), stuck(now));
    }
  }

  private static String stuck(Standing now) {
    return "must advance, was at "
        + now.committed()
        + " for more than "
        + PATIENCE.toSeconds()
        + "s";
  }
}
