package io.vigie.alert.incident;

import io.vigie.alert.wording.Sentence;
import io.vigie.contract.alert.IncidentId;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Decides which incidents stand for themselves and which are told with another, because both have
 * one cause. Pure; the rules in words: docs/reference/incidents.md.
 *
 * <p>The first of these that applies to an incident that opens folds it:
 *
 * <ol>
 *   <li>something that its item depends on has an open incident;
 *   <li>one with the same cause opened within {@link #TOGETHER};
 *   <li>{@link #STORM} others of its system, all standing, opened within {@link #TOGETHER}.
 * </ol>
 *
 * <p>An incident that opened up to {@link #AFTERWARDS} before that of something it depends on, or
 * of which nobody was told yet, joins that one afterwards. What is folded into one that is folded
 * goes to the one that is told. What may be told now is folded into nothing that may not; what may
 * not, and has a cause in common with one of the same batch that may, goes to that one.
 */
public final class Folding {

  /** What opens within this time may have one cause. */
  public static final Duration TOGETHER = Duration.ofSeconds(30);

  /** So long before what it depends on may something be seen to fail because of it. */
  public static final Duration AFTERWARDS = Duration.ofMinutes(5);

  /** So many of one system within {@link #TOGETHER}, and one more is one of many. */
  public static final int STORM = 10;

  private static final Comparator<Open> BY_AGE =
      Comparator.comparing(Open::openedAt)
          .thenComparing(Open::severity)
          .thenComparing(Open::item)
          .thenComparing(open -> open.id().toString());

  private final Map<IncidentId, Open> known = new HashMap<>();
  private final Map<IncidentId, IncidentId> leads = new HashMap<>();

  /** What somebody is told of, as those know that are told with it; it may not be known itself. */
  private final Set<IncidentId> toldLeads = new HashSet<>();

  private final List<Tie> ties;
  private final Set<IncidentId> waiting;
  private final List<Folded> folded = new ArrayList<>();

  private Folding(Set<IncidentId> waiting, List<Open> known, List<Tie> ties) {
    this.waiting = new HashSet<>(waiting);
    known.forEach(open -> this.known.put(open.id(), open));
    known.forEach(open -> open.lead().ifPresent(lead -> leads.put(open.id(), lead)));
    known.stream()
        .filter(open -> !open.quiet())
        .forEach(open -> open.lead().ifPresent(toldLeads::add));
    this.ties =
        ties.stream()
            .filter(tie -> this.known.containsKey(tie.child()))
            .filter(tie -> this.known.containsKey(tie.parent()))
            .toList();
  }

  /**
   * An incident that is open, or whose members are.
   *
   * @param lead the one that it is told with
   * @param quiet true where nobody may be told of it yet, or of the one that it is told with
   */
  public record Open(
      IncidentId id,
      ItemId item,
      Severity severity,
      Optional<IncidentId> lead,
      Optional<String> cause,
      Instant openedAt,
      boolean quiet) {

    /** One that is told. */
    public Open(
        IncidentId id,
        ItemId item,
        Severity severity,
        Optional<IncidentId> lead,
        Optional<String> cause,
        Instant openedAt) {
      this(id, item, severity, lead, cause, openedAt, false);
    }

    /** The same, and nobody may be told of it yet. */
    public Open untold() {
      return new Open(id, item, severity, lead, cause, openedAt, true);
    }

    /** The canary's incidents reach its own channel: nothing is told with them, nor they. */
    boolean isCanary() {
      return item.equals(ItemId.CANARY);
    }

    String system() {
      return item.system() + "/" + item.environment();
    }
  }

  /**
   * The item of one incident depends on that of another.
   *
   * @param distance over how many steps
   */
  public record Tie(IncidentId child, IncidentId parent, int distance) {}

  /**
   * A decision: {@code incident} is told with {@code into}.
   *
   * @param parent the incident of what it depends on, where that is why
   */
  public record Folded(
      IncidentId incident, IncidentId into, Optional<IncidentId> parent, String because) {}

  /**
   * Decides about what has just opened, and about what must join it.
   *
   * @param fresh what has just opened, all of it among {@code known}
   * @param known whatever may have to do with it
   */
  public static List<Folded> decide(Set<IncidentId> fresh, List<Open> known, List<Tie> ties) {
    List<Open> others = known.stream().filter(open -> !open.isCanary()).toList();
    Set<IncidentId> placed = new HashSet<>(fresh);
    known.stream().filter(Open::isCanary).map(Open::id).forEach(placed::remove);
    Folding folding = new Folding(placed, others, ties);
    List<Open> inOrder = folding.parentsFirst(placed);
    inOrder.forEach(open -> folding.place(open, placed));
    inOrder.forEach(folding::joinTold);
    return folding.decided();
  }

  /**
   * Decides about incidents whose parents are over: they join others of what they depend on, or
   * none. Those that are in no decision stand.
   */
  public static List<Folded> reconsider(Set<IncidentId> freed, List<Open> known, List<Tie> ties) {
    Folding folding = new Folding(freed, known, ties);
    freed.forEach(folding.leads::remove);
    for (Open open : folding.parentsFirst(freed)) {
      folding.parentOf(open).ifPresent(folding::fold);
      folding.waiting.remove(open.id());
    }
    return folding.decided();
  }

  /** What was folded into one that was folded later is told with that one's. */
  private List<Folded> decided() {
    return folded.stream()
        .map(one -> new Folded(one.incident(), rootOf(one.into()), one.parent(), one.because()))
        .toList();
  }

  private void place(Open open, Set<IncidentId> fresh) {
    parentOf(open).or(() -> sameCause(open)).or(() -> storm(open)).ifPresent(this::fold);
    waiting.remove(open.id());
    childrenOf(open, fresh).toList().forEach(this::fold);
  }

  /** One that came first and may not be told yet goes to one of its cause that may. */
  private void joinTold(Open open) {
    if (open.quiet() && !leads.containsKey(open.id())) {
      open.cause()
          .flatMap(cause -> sameCause(open, cause, other -> !isQuiet(other.id())))
          .ifPresent(this::fold);
    }
  }

  private void fold(Folded decision) {
    folded.add(decision);
    leads.put(decision.incident(), decision.into());
  }

  /** Who depends on nothing among them comes first, so that each finds its parent placed. */
  private List<Open> parentsFirst(Set<IncidentId> fresh) {
    Map<IncidentId, Long> above = new HashMap<>();
    ties.stream()
        .filter(tie -> fresh.contains(tie.child()) && fresh.contains(tie.parent()))
        .forEach(tie -> above.merge(tie.child(), 1L, Long::sum));
    return fresh.stream()
        .map(known::get)
        .sorted(
            Comparator.comparingLong((Open open) -> above.getOrDefault(open.id(), 0L))
                .thenComparing(BY_AGE))
        .toList();
  }

  private Optional<Folded> parentOf(Open open) {
    return ties.stream()
        .filter(tie -> tie.child().equals(open.id()) && isPlaced(open, tie.parent()))
        .min(
            Comparator.comparingInt(Tie::distance)
                .thenComparing(tie -> known.get(tie.parent()), BY_AGE))
        .map(tie -> under(open, known.get(tie.parent())));
  }

  private Folded under(Open child, Open parent) {
    String because = Sentence.DEPENDS_ON.of(named(parent.item(), child.item()));
    return new Folded(child.id(), rootOf(parent.id()), Optional.of(parent.id()), because);
  }

  private Optional<Folded> sameCause(Open open) {
    return open.cause().flatMap(cause -> sameCause(open, cause, _ -> true));
  }

  private Optional<Folded> sameCause(Open open, String cause, Predicate<Open> meant) {
    return known.values().stream()
        .filter(other -> other.cause().equals(Optional.of(cause)))
        .filter(meant)
        .filter(other -> isTogether(open, other) && isPlaced(open, other.id()))
        .min(BY_AGE)
        .map(other -> into(open, other, CauseKey.words(cause)));
  }

  private Optional<Folded> storm(Open open) {
    List<Open> standing =
        known.values().stream()
            .filter(other -> !leads.containsKey(other.id()) && isPlaced(open, other.id()))
            .filter(other -> other.system().equals(open.system()) && isTogether(open, other))
            .sorted(BY_AGE)
            .toList();
    return standing.size() < STORM
        ? Optional.empty()
        : Optional.of(into(open, standing.getFirst(), Sentence.MANY_AT_ONCE.of(open.system())));
  }

  private Folded into(Open open, Open other, String because) {
    return new Folded(open.id(), rootOf(other.id()), Optional.empty(), because);
  }

  /** Those that were told before what they depend on was seen to fail. */
  private Stream<Folded> childrenOf(Open parent, Set<IncidentId> fresh) {
    Instant earliest = parent.openedAt().minus(AFTERWARDS);
    return ties.stream()
        .filter(tie -> tie.parent().equals(parent.id()) && !fresh.contains(tie.child()))
        .map(tie -> known.get(tie.child()))
        .filter(child -> !leads.containsKey(child.id()))
        .filter(child -> child.quiet() || !child.openedAt().isBefore(earliest))
        .filter(child -> child.quiet() || !isQuiet(parent.id()))
        .filter(child -> !rootOf(parent.id()).equals(child.id()))
        .distinct()
        .sorted(BY_AGE)
        .map(child -> under(child, parent));
  }

  /** Decided about, and not told with {@code open} itself, over whatever corners. */
  private boolean isPlaced(Open open, IncidentId other) {
    return known.containsKey(other)
        && !waiting.contains(other)
        && !rootOf(other).equals(open.id())
        && (open.quiet() || !isQuiet(other));
  }

  /** What may be told now would not be told with one of which nobody may be told yet. */
  private boolean isQuiet(IncidentId other) {
    IncidentId root = rootOf(other);
    return !toldLeads.contains(root) && known.getOrDefault(root, known.get(other)).quiet();
  }

  private IncidentId rootOf(IncidentId incident) {
    IncidentId root = incident;
    for (int steps = 0; leads.containsKey(root) && steps <= leads.size(); steps++) {
      root = leads.get(root);
    }
    return root;
  }

  private static boolean isTogether(Open one, Open other) {
    return Duration.between(one.openedAt(), other.openedAt()).abs().compareTo(TOGETHER) <= 0;
  }

  /** A neighbour by its own name, another by its full one. */
  private static String named(ItemId item, ItemId of) {
    boolean neighbour =
        item.system().equals(of.system()) && item.environment().equals(of.environment());
    return neighbour ? item.item() : item.toString();
  }
}
