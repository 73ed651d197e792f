package io.vigie.runtime.health;

import io.vigie.runtime.kafka.Topics;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Not ready while the broker does not answer. The answer is kept for a second, however often it is
 * asked for.
 */
@Readiness
@ApplicationScoped
public class BrokerReadiness implements HealthCheck {

  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final long KEPT_NANOS = Duration.ofSeconds(1).toNanos();

  private final Topics topics;
  private HealthCheckResponse newest;
  private long askedAt;

  @Inject
  BrokerReadiness(Topics topics) {
    this.topics = topics;
  }

  @Override
  public synchronized HealthCheckResponse call() {
    if (newest == null || System.nanoTime() - askedAt > KEPT_NANOS) {
      newest = ask();
      askedAt = System.nanoTime();
    }
    return newest;
  }

  private HealthCheckResponse ask() {
    HealthCheckResponseBuilder answer = HealthCheckResponse.named("kafka broker");
    int patienceMs = Math.toIntExact(PATIENCE.toMillis());
    try {
      int nodes =
          topics
              .admin()
              .describeCluster(new DescribeClusterOptions().timeoutMs(patienceMs))
              .nodes()
              .get(patienceMs, TimeUnit.MILLISECONDS)
              .size();
      return answer.up().withData("nodes", nodes).build();
    } catch (ExecutionException | TimeoutException e) {
      return answer
          .down()
          .withData("reason", "no answer within " + PATIENCE.toSeconds() + "s")
          .build();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return answer.down().withData("reason", "interrupted").build();
    }
  }
}
