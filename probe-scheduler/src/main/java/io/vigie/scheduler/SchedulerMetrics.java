package io.vigie.scheduler;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** The numbers of this service, and their names. Thread-safe. */
@ApplicationScoped
public class SchedulerMetrics {

  private static final String PREFIX = "vigie.scheduler.";

  private final MeterRegistry registry;
  private final AtomicInteger items = new AtomicInteger();
  private final AtomicInteger partitions = new AtomicInteger();
  private final AtomicInteger brokenChecklists = new AtomicInteger();
  private final AtomicLong oldestDueAgeMillis = new AtomicLong();
  private final Timer lag;
  private final Timer takeOvers;

  @Inject
  public SchedulerMetrics(MeterRegistry registry) {
    this.registry = registry;
    gauge("items", "Checks that this scheduler sends jobs for.", items);
    gauge("partitions", "Partitions of checks that this scheduler owns.", partitions);
    gauge("checklists.broken", "Checklist files with errors.", brokenChecklists);
    Gauge.builder(PREFIX + "oldest.due.age.seconds", () -> oldestDueAgeMillis.get() / 1000.0)
        .description("How long the oldest job that should have been sent has been waiting.")
        .register(registry);
    lag =
        Timer.builder(PREFIX + "lag")
            .description("From the moment at which a job should be sent to that at which it is.")
            .publishPercentileHistogram()
            .minimumExpectedValue(Duration.ofMillis(1))
            .maximumExpectedValue(Duration.ofSeconds(10))
            .register(registry);
    takeOvers =
        Timer.builder(PREFIX + "takeover")
            .description("How long it took to find out what a scheduler that is gone had sent.")
            .register(registry);
  }

  public void jobsSent(String location, long jobs) {
    registry.counter(PREFIX + "jobs", "location", location).increment((double) jobs);
  }

  /** A job that was handed to the broker this long after it should have been. */
  public void sentAfter(Duration late) {
    lag.record(late.isNegative() ? Duration.ZERO : late);
  }

  /** Due times that nobody was sent for, and why. */
  public void missed(String reason, long runs) {
    registry.counter(PREFIX + "missed", "reason", reason).increment((double) runs);
  }

  /**
   * Partitions of a scheduler that is gone were taken over; finding out what it left took so long.
   */
  public void tookOver(Duration took) {
    takeOvers.record(took);
  }

  /** What became of a command. */
  public void command(String outcome) {
    registry.counter(PREFIX + "commands", "outcome", outcome).increment();
  }

  public void published(String change) {
    registry.counter(PREFIX + "published", "change", change).increment();
  }

  public void owns(int partitionCount, int itemCount) {
    partitions.set(partitionCount);
    items.set(itemCount);
  }

  public void brokenChecklists(int files) {
    brokenChecklists.set(files);
  }

  public void oldestDueAge(Duration age) {
    oldestDueAgeMillis.set(Math.max(0, age.toMillis()));
  }

  private void gauge(String name, String description, AtomicInteger value) {
    Gauge.builder(PREFIX + name, value, AtomicInteger::get)
        .description(description)
        .register(registry);
  }
}
