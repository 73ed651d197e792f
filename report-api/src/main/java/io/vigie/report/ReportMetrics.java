package io.vigie.report;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.vigie.contract.check.Severity;
import io.vigie.contract.wire.Topic;
import io.vigie.report.record.ChangeFeed;
import io.vigie.report.verdict.Judged;
import io.vigie.report.verdict.Readiness;
import io.vigie.report.verdict.Verdict.Decision;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The names under which report-api shows itself and what it knows to Prometheus. */
@ApplicationScoped
public class ReportMetrics {

  private final MeterRegistry registry;
  private final Counter deadLetters;
  private final Counter retries;
  private final ItemStateGauges itemStates;
  private final MultiGauge verdicts;
  private final MultiGauge openItems;
  private final AtomicInteger notExported = new AtomicInteger();

  @Inject
  public ReportMetrics(MeterRegistry registry, ChangeFeed feed) {
    this.registry = registry;
    this.deadLetters =
        Counter.builder("vigie.report.dead.letters")
            .description("Messages put aside because they could not be read or kept")
            .register(registry);
    this.retries =
        Counter.builder("vigie.report.record.retries")
            .description("Batches tried again because the database did not answer")
            .register(registry);
    this.itemStates = new ItemStateGauges(registry);
    this.verdicts =
        MultiGauge.builder("vigie.system.verdict")
            .description("1 for the verdict of the system, 0 for the others")
            .register(registry);
    this.openItems =
        MultiGauge.builder("vigie.system.open.items")
            .description("Failing items of the system by severity")
            .register(registry);
    Gauge.builder("vigie.report.items.not.exported", notExported, AtomicInteger::get)
        .description("Items beyond vigie.report.metrics.max-items, shown by no vigie_item_state")
        .register(registry);
    Gauge.builder("vigie.report.stream.watchers", feed, ChangeFeed::watchers)
        .description("Open live streams")
        .register(registry);
  }

  public void recorded(Topic topic, int messages, Duration took) {
    registry.counter("vigie.report.recorded", "topic", topic.name()).increment(messages);
    registry.timer("vigie.report.record.batch", "topic", topic.name()).record(took);
  }

  public void putAside() {
    deadLetters.increment();
  }

  public void retried() {
    retries.increment();
  }

  /** Replaces what is shown of systems and items; of no more than {@code maxItems} items. */
  void show(List<Readiness> systems, int maxItems) {
    List<Judged> items = systems.stream().flatMap(system -> system.items().stream()).toList();
    notExported.set(Math.max(0, items.size() - maxItems));
    itemStates.show(items.stream().limit(maxItems).toList());
    verdicts.register(systems.stream().flatMap(system -> verdicts(system).stream()).toList(), true);
    openItems.register(systems.stream().flatMap(system -> open(system).stream()).toList(), true);
  }

  private static List<Row<?>> verdicts(Readiness readiness) {
    Decision decided = readiness.verdict().decision();
    return Arrays.stream(Decision.values())
        .<Row<?>>map(
            decision ->
                Row.of(
                    tags(readiness).and("verdict", decision.slug()), decision == decided ? 1 : 0))
        .toList();
  }

  private static List<Row<?>> open(Readiness readiness) {
    return Arrays.stream(Severity.values())
        .<Row<?>>map(
            severity ->
                Row.of(tags(readiness).and("severity", severity.name()), readiness.open(severity)))
        .toList();
  }

  private static Tags tags(Readiness readiness) {
    return Tags.of(
        "system", readiness.system().system(), "environment", readiness.system().environment());
  }
}
