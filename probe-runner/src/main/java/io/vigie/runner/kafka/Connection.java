package io.vigie.runner.kafka;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/**
 * Whether a consumer has its broker, told from its metrics: connections that are closed and nothing
 * heard since mean that it has not. How many are open says nothing, for those being tried count.
 * Confined to one thread.
 */
final class Connection {

  private static final Duration LOST = Duration.ofSeconds(1);

  private double heard;
  private double closed;
  private boolean away;
  private long heardAt;

  /** Takes a new look. */
  void look(Map<MetricName, ? extends Metric> metrics) {
    double hears = total(metrics, "incoming-byte-total");
    double closes = total(metrics, "connection-close-total");
    away = hears <= heard && closes > closed;
    if (!away) {
      heard = hears;
      closed = closes;
      heardAt = System.nanoTime();
    }
  }

  boolean isAway() {
    return away;
  }

  /** True when there was a broker and there has been none for a while. */
  boolean isLost() {
    return away && heard > 0 && System.nanoTime() - heardAt > LOST.toNanos();
  }

  private static double total(Map<MetricName, ? extends Metric> metrics, String name) {
    return metrics.entrySet().stream()
        .filter(metric -> metric.getKey().name().equals(name))
        .filter(metric -> !metric.getKey().tags().containsKey("node-id"))
        .mapToDouble(metric -> ((Number) metric.getValue().metricValue()).doubleValue())
        .sum();
  }
}
