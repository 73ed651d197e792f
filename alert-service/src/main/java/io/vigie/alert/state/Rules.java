package io.vigie.alert.state;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.vigie.alert.wording.Sentence;
import io.vigie.contract.alert.Waiver;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.Confirm;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.Meaning;
import io.vigie.contract.check.Nature;
import io.vigie.contract.check.Nature.Mode;
import io.vigie.contract.check.ProbeOrder;
import io.vigie.contract.check.Thresholds;
import io.vigie.contract.check.Vantage;
import io.vigie.contract.due.MaintenanceWindows;
import io.vigie.contract.due.Silence;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * What of a check decides about its state: the check without its words and without what only a
 * runner needs, because it is read with every result.
 *
 * @param waiver who accepts that the item fails, until when; taken away at its end
 */
public record Rules(Check check, Optional<Waiver> waiver) {

  /** The item that shows that the whole loop works. */
  public static final ItemId CANARY = ItemId.CANARY;

  private static final Thresholds AT_ONCE = new Thresholds(1, 1, 1);
  private static final Duration LEAST_DOUBT = Duration.ofSeconds(30);

  /** Of an item that nobody has waived. */
  public Rules(Check check) {
    this(check, Optional.empty());
  }

  /** The same with another waiver, or without. */
  public Rules waived(Optional<Waiver> by) {
    return new Rules(check, by);
  }

  /** The canary fails by turns so that each failure is told: it never goes to and fro too much. */
  boolean failsByTurns() {
    return check.item().equals(CANARY);
  }

  /** Why no incident is opened for a failure now. */
  Optional<String> holds(Instant dueAt, Instant now) {
    MaintenanceWindows maintenance = maintenance();
    return maintenance.covers(now) || maintenance.covers(dueAt)
        ? Optional.of("maintenance: no incident is opened")
        : waiver.map(Rules::words);
  }

  /** Why none is opened for one that was held. */
  boolean holdsStill(Instant now) {
    return maintenance().covers(now) || waiver.isPresent();
  }

  /** For a person: who accepts it, until when, and why. */
  public static String words(Waiver waiver) {
    return Sentence.WAIVED_BY.of(
        waiver.by(), waiver.until().truncatedTo(ChronoUnit.SECONDS), waiver.reason());
  }

  public static Rules of(Check check) {
    return new Rules(
        new Check(
            check.item(),
            check.revision(),
            wordless(check.meaning()),
            check.schedule(),
            check.thresholds(),
            bare(check.nature()),
            check.route(),
            check.vantage(),
            check.confirm(),
            List.of(),
            check.maintenance(),
            check.notApplicable()));
  }

  Mode mode() {
    return check.nature().mode();
  }

  /** A job that reports and a person who signs are believed at once. */
  Thresholds thresholds() {
    return switch (mode()) {
      case CHECK -> check.thresholds();
      case HEARTBEAT, ATTESTATION, ROLL_UP -> AT_ONCE;
    };
  }

  Optional<Vantage> vantage() {
    return check.vantage().filter(_ -> mode() == Mode.CHECK);
  }

  Optional<Confirm> confirm() {
    return check.confirm().filter(_ -> mode() == Mode.CHECK);
  }

  MaintenanceWindows maintenance() {
    return MaintenanceWindows.of(check.maintenance());
  }

  /** How long a run may take, whatever it tries. */
  Duration longestRun() {
    return check.order().map(Silence::longestRun).orElse(Duration.ZERO);
  }

  /** How long to wait for somebody else to see a failure too. */
  Duration doubt() {
    Duration twice = longestRun().multipliedBy(2);
    return twice.compareTo(LEAST_DOUBT) > 0 ? twice : LEAST_DOUBT;
  }

  /** Why nothing is known of an item that has just begun. */
  public String beginning() {
    return switch (mode()) {
      case CHECK -> "not seen yet";
      case HEARTBEAT -> "no sign of life yet";
      case ATTESTATION -> "not signed yet";
      case ROLL_UP -> "not computed yet";
    };
  }

  private static Nature bare(Nature nature) {
    return nature instanceof ProbeOrder order
        ? new ProbeOrder(
            order.kind(),
            JsonNodeFactory.instance.objectNode(),
            List.of(),
            order.location(),
            order.timeout(),
            List.of(),
            order.retry(),
            Optional.empty(),
            Optional.empty())
        : nature;
  }

  private static Meaning wordless(Meaning meaning) {
    return new Meaning(
        "",
        "",
        "",
        meaning.severity(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        "",
        List.of());
  }
}
