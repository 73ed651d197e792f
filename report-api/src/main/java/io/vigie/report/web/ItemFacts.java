package io.vigie.report.web;

import io.vigie.contract.check.Attestation;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.Confirm;
import io.vigie.contract.check.Effect;
import io.vigie.contract.check.Heartbeat;
import io.vigie.contract.check.Meaning;
import io.vigie.contract.check.Nature.Mode;
import io.vigie.contract.check.Phase;
import io.vigie.contract.check.ProbeOrder;
import io.vigie.contract.check.RollUp;
import io.vigie.contract.check.Vantage;
import io.vigie.report.Dossier;
import io.vigie.report.definition.ScheduleWords;
import io.vigie.report.verdict.Spans;
import java.util.ArrayList;
import java.util.List;

/** The definition of an item, line by line. */
public final class ItemFacts {

  /** A line of the definition. */
  public record Fact(String name, String value) {}

  private final List<Fact> facts = new ArrayList<>();

  private ItemFacts() {}

  static List<Fact> of(Dossier dossier) {
    ItemFacts facts = new ItemFacts();
    facts.kind(dossier);
    facts.times(dossier);
    dossier.check().order().ifPresent(order -> facts.probing(dossier.check(), order));
    facts.people(dossier.check());
    return List.copyOf(facts.facts);
  }

  private void kind(Dossier dossier) {
    Check check = dossier.check();
    add("Category", check.meaning().category());
    check.meaning().phase().map(Phase::word).ifPresent(phase -> add("Phase", phase));
    add("Decided by", decidedBy(check, dossier.mode()));
    add("Binding", check.meaning().binding().word());
  }

  private static String decidedBy(Check check, Mode mode) {
    return switch (check.nature()) {
      case ProbeOrder order -> "check, " + order.kind();
      case Heartbeat _, Attestation _ -> mode.word();
      case RollUp _ ->
          mode == Mode.ROLL_UP ? "roll-up" : "roll-up; its weakest member: " + mode.word();
    };
  }

  private void times(Dossier dossier) {
    Check check = dossier.check();
    if (!(check.nature() instanceof RollUp || check.nature() instanceof Attestation)) {
      add("When", ScheduleWords.of(check.schedule()));
      if (!check.schedule().grace().isZero()) {
        add("Grace", ScheduleWords.span(check.schedule().grace()));
      }
    }
    dossier
        .nextDue()
        .ifPresent(due -> add(nextName(check), new Moment(due, dossier.now()).stamp()));
  }

  private static String nextName(Check check) {
    return switch (check.nature()) {
      case ProbeOrder _ -> "Next due";
      case Heartbeat _ -> "Report expected";
      case Attestation _ -> "Signature ends";
      case RollUp _ -> "";
    };
  }

  private void probing(Check check, ProbeOrder order) {
    add("Seen from", String.join(", ", check.locations()));
    check.vantage().ifPresent(vantage -> add("Fails when seen by", quorum(vantage)));
    add("Timeout", Spans.precise(order.timeout()));
    order.retry().ifPresent(retry -> add("Retry", retry(retry)));
    add("Effect on the target", order.effect().orElse(Effect.READ_ONLY).word());
    belief(check);
  }

  private static String quorum(Vantage vantage) {
    return vantage.quorum() + " of " + vantage.locations().size() + " locations";
  }

  private static String retry(ProbeOrder.Retry retry) {
    return retry.times()
        + " more, "
        + ScheduleWords.span(retry.backoff())
        + " apart"
        + (retry.times() > 1 ? " and doubling" : "");
  }

  private void belief(Check check) {
    add("Fails after", check.thresholds().fails() + " of " + check.thresholds().of() + " results");
    add("Recovers after", check.thresholds().recovers() + " in a row");
    check.confirm().ifPresent(confirm -> add("Confirmed by", confirm(confirm)));
  }

  private static String confirm(Confirm confirm) {
    return switch (confirm) {
      case Confirm.AtLocation(String location) -> "a runner at " + location;
      case Confirm.DifferentRunner _ -> "another runner";
    };
  }

  private void people(Check check) {
    Meaning meaning = check.meaning();
    meaning.owner().ifPresent(owner -> add("Owner", owner(owner)));
    add("Route", check.route());
    meaning.source().ifPresent(source -> add("Source", source));
    if (!meaning.tags().isEmpty()) {
      add("Tags", String.join(", ", meaning.tags()));
    }
  }

  private static String owner(Meaning.Owner owner) {
    return owner.contact().map(contact -> owner.team() + ", " + contact).orElse(owner.team());
  }

  private void add(String name, String value) {
    facts.add(new Fact(name, value));
  }
}
