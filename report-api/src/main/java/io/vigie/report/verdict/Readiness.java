package io.vigie.report.verdict;

import io.vigie.contract.check.Severity;
import io.vigie.contract.state.ItemState;
import io.vigie.contract.state.ItemStatus;
import io.vigie.report.record.SystemKey;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Everything the rules say of one system in one environment.
 *
 * @param dataAsOf when the newest of what the verdict rests on was seen; empty before the first
 * @param items worst first
 */
public record Readiness(
    SystemKey system,
    String title,
    Verdict verdict,
    Maturity maturity,
    List<Maturity> categories,
    Optional<Instant> dataAsOf,
    List<Judged> items) {

  /** The worst verdict first, then the most to do, then by name. */
  public static final Comparator<Readiness> WORST_FIRST =
      Comparator.comparing((Readiness readiness) -> readiness.verdict().decision())
          .thenComparingInt(readiness -> -readiness.verdict().reasons().size())
          .thenComparing(Readiness::system);

  public Readiness {
    categories = List.copyOf(categories);
    items = List.copyOf(items);
  }

  /** Puts the items of one system together. */
  public static Readiness of(SystemKey system, List<Judged> items) {
    List<Judged> judged = items.stream().sorted(VerdictRule.WORST_FIRST).toList();
    String title =
        items.stream().findFirst().map(i -> i.watched().systemTitle()).orElse(system.system());
    return new Readiness(
        system,
        title,
        VerdictRule.decide(judged),
        MaturityRule.of("all", judged),
        MaturityRule.byCategory(judged),
        items.stream().flatMap(Readiness::seen).max(Comparator.naturalOrder()),
        judged);
  }

  /** Puts items of any systems together, worst first. */
  public static List<Readiness> ofAll(List<Judged> items) {
    Map<SystemKey, List<Judged>> systems =
        items.stream()
            .collect(
                Collectors.groupingBy(
                    item -> SystemKey.of(item.watched().item()),
                    TreeMap::new,
                    Collectors.toList()));
    return systems.entrySet().stream()
        .map(system -> of(system.getKey(), system.getValue()))
        .sorted(WORST_FIRST)
        .toList();
  }

  /** How many items are in a state. */
  public long count(ItemState state) {
    return items.stream().filter(item -> item.is(state)).count();
  }

  /** How many items that weigh as a severity are failing. */
  public long open(Severity severity) {
    return items.stream().filter(i -> i.weighsAs() == severity && i.is(ItemState.FAILING)).count();
  }

  /** The items that fail and are accepted, in the order of the items. */
  public List<Judged> waived() {
    return items.stream().filter(item -> item.is(ItemState.WAIVED)).toList();
  }

  /** How many items pass with a warning. */
  public long warnings() {
    return items.stream().filter(item -> item.warning().isPresent()).count();
  }

  /** How many items are under maintenance. */
  public long inMaintenance() {
    return items.stream().filter(item -> item.maintenance().isPresent()).count();
  }

  /** How many items are not believed to be in the state that was published. */
  public long doubted() {
    return items.stream().filter(item -> item.doubt().isPresent()).count();
  }

  private static Stream<Instant> seen(Judged item) {
    return Stream.concat(
        item.watched().status().map(ItemStatus::asOf).stream(),
        item.watched().pulse().map(pulse -> pulse.finishedAt()).stream());
  }
}
