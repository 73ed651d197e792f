package io.vigie.scheduler.checklist;

import io.vigie.contract.check.Check;
import io.vigie.contract.check.Dependency;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.Nature;
import io.vigie.contract.check.RollUp;
import io.vigie.contract.check.Schedule;
import io.vigie.contract.check.Thresholds;
import io.vigie.probe.ProbeKind;
import io.vigie.probe.settings.Node.Mapping;
import io.vigie.probe.settings.Node.Position;
import io.vigie.probe.settings.Node.Scalar;
import io.vigie.probe.settings.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes a check of an item and of what its file says for all. */
final class ItemReader {

  private static final Thresholds AT_ONCE = new Thresholds(1, 1, 1);

  private final ChecklistForm head;
  private final boolean headIsWhole;
  private final Defaults defaults;
  private final Maintenances maintenances;
  private final Deciders deciders;
  private final Compilations compilations;
  private final Conditions conditions = new Conditions();

  /**
   * A reader of the items of one file.
   *
   * @param headIsWhole false where something that the head says could not be read
   */
  ItemReader(
      ChecklistForm head,
      boolean headIsWhole,
      Defaults defaults,
      Maintenances maintenances,
      Deciders deciders,
      Compilations compilations) {
    this.head = head;
    this.headIsWhole = headIsWhole;
    this.defaults = defaults;
    this.maintenances = maintenances;
    this.deciders = deciders;
    this.compilations = compilations;
  }

  /**
   * Where an item stands.
   *
   * @param variables what may be used in it
   * @param family what the ids stand for that it names
   */
  record Surroundings(Map<String, Scalar> variables, Names.Family family, Source source) {}

  /** What an item makes, nothing when something is wrong with it; and the others that it names. */
  record Done(Optional<Check> check, List<Reference> references) {
    static final Done NOTHING = new Done(Optional.empty(), List.of());
  }

  Done read(Written own, Surroundings around) {
    int before = own.findings().errors();
    Optional<Deciders.Found> found = deciders.of(own);
    Decider decider = found.map(Deciders.Found::decider).orElse(Decider.PROBE);
    Written item = new Written(defaults.into(own.mapping(), decider), own.path(), own.findings());
    refuse(decider, own);
    Salvage<ItemForm> salvage = deciders.form(item);
    Optional<ItemForm> form = salvage.form();
    Optional<Look> look =
        found.flatMap(Deciders.Found::kind).flatMap(kind -> look(kind, item, around));
    if (form.isEmpty() || found.isEmpty() || salvage.lost().contains(decider.key())) {
      return Done.NOTHING;
    }
    Reading reading = new Reading(form.get(), item, own.mapping(), decider, around);
    // What was lost might be what the rest is judged by.
    if (salvage.isWhole()) {
      reading.judge(look);
    }
    boolean broken =
        own.findings().errors() > before || (decider == Decider.PROBE && look.isEmpty());
    Optional<Check> check = broken ? Optional.empty() : Optional.of(reading.check(look));
    return new Done(check, reading.names.references());
  }

  private Optional<Look> look(ProbeKind<?> kind, Written item, Surroundings around) {
    new ClearSecrets(item.findings())
        .judgeSettings(item.find(kind.name()).node(), item.path() + "." + kind.name());
    compilations.judge(kind, item, around.source());
    return Look.read(kind, item);
  }

  private static void refuse(Decider decider, Written own) {
    own.mapping()
        .entries()
        .keySet()
        .forEach(key -> decider.refusal(key).ifPresent(why -> own.errorAtKey(why, key)));
    refuseDestructive(own);
  }

  /** No word of the language, so it is known before the words are read. */
  private static void refuseDestructive(Written own) {
    Written.Found effect = own.find("effect", "is");
    if (own.has("effect") && effect.node() instanceof Scalar(String word, Position at)) {
      if (word.equals("destructive")) {
        String why = "what destroys is done by a person, never on schedule";
        own.findings()
            .unresolved(new Problem(at, effect.path(), "must not be destructive: " + why));
      }
    }
  }

  /** One item whose keys could be read. */
  private final class Reading {

    private final ItemForm form;
    private final Written item;
    private final Decider decider;
    private final ItemId id;
    private final Meanings meanings;
    private final Names names;
    private final List<Dependency> needed;
    private final Optional<RollUp> rollUp;
    private final Schedule schedule;
    private final Orders orders;
    private final Optional<String> notApplicable;

    Reading(ItemForm form, Written item, Mapping own, Decider decider, Surroundings around) {
      this.form = form;
      this.item = item;
      this.decider = decider;
      this.id = new ItemId(head.system().text(), head.environment().text(), form.id().text());
      this.meanings = new Meanings(head, form);
      maintenances.met(meanings.category());
      this.names = new Names(id, around.family(), item);
      this.needed = names.dependencies(form.dependsOn());
      this.rollUp = form.rollup().map(names::rollUp);
      this.schedule = schedule();
      this.orders = new Orders(form, item, own.entries().keySet(), schedule);
      this.notApplicable =
          form.when()
              .flatMap(
                  when ->
                      conditions.notApplicable(
                          when, around.variables(), head, item, around.source()))
              .or(() -> form.phase().flatMap(head::notYetOrNoMore));
    }

    private Schedule schedule() {
      return switch (decider) {
        case PROBE -> Schedules.of(form, item, head.zoneId());
        case HEARTBEAT -> Schedules.of(form.heartbeat().orElseThrow(), item, head.zoneId());
        case ATTEST ->
            new Schedule.Every(
                form.attest().orElseThrow().attestation().validity(),
                form.grace().map(TimeForms.Grace::value).orElse(Duration.ZERO));
        case ROLLUP -> Schedules.OF_ROLL_UPS;
      };
    }

    void judge(Optional<Look> look) {
      if (decider == Decider.PROBE) {
        orders.judge();
        look.ifPresent(orders::requireDeclaredEffect);
      }
      if (headIsWhole) {
        meanings.warn(item);
      }
    }

    Check check(Optional<Look> look) {
      boolean looked = decider == Decider.PROBE;
      return Revision.stamped(
          new Check(
              id,
              "",
              meanings.meaning(),
              schedule,
              looked ? thresholds() : AT_ONCE,
              nature(look),
              form.route().or(head::route).map(ItemForm.Route::name).orElse(Check.DEFAULT_ROUTE),
              looked ? orders.vantage() : Optional.empty(),
              orders.confirm(),
              needed,
              maintenances.of(form.id().text(), meanings.category()),
              notApplicable));
    }

    private Nature nature(Optional<Look> look) {
      return switch (decider) {
        case PROBE -> orders.order(look.orElseThrow());
        case HEARTBEAT -> form.heartbeat().orElseThrow().heartbeat();
        case ATTEST -> form.attest().orElseThrow().attestation();
        case ROLLUP -> rollUp.orElseThrow();
      };
    }

    private Thresholds thresholds() {
      return new Thresholds(
          form.fails().map(ItemForm.Fails::times).orElse(Thresholds.DEFAULT.fails()),
          form.fails().map(ItemForm.Fails::of).orElse(Thresholds.DEFAULT.of()),
          form.recovers().map(ItemForm.Recovers::times).orElse(Thresholds.DEFAULT.recovers()));
    }
  }
}
