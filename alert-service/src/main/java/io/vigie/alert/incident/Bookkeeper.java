package io.vigie.alert.incident;

import io.vigie.alert.incident.Entry.Closing;
import io.vigie.alert.incident.Entry.Opening;
import io.vigie.alert.incident.Entry.Reopening;
import io.vigie.alert.state.Effect;
import io.vigie.alert.state.Event;
import io.vigie.alert.state.StateMachine;
import io.vigie.alert.state.Step;
import io.vigie.contract.alert.IncidentId;
import io.vigie.contract.alert.Remark;
import io.vigie.contract.alert.Waiver;
import io.vigie.contract.check.Check;
import io.vigie.contract.command.Command;
import io.vigie.contract.job.Cause;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Turns events of one item into one entry. Pure. */
public final class Bookkeeper {

  private Bookkeeper() {}

  /** Takes what happened to an item, in the order in which it happened. */
  public static Entry enter(Item item, List<Happening> happenings, Instant now) {
    Page page = new Page(item, now);
    happenings.forEach(page::take);
    return page.entry(Optional.of(item));
  }

  /** Takes a check for an item that is not kept. */
  public static Entry define(Check check, Instant now) {
    Page page = new Page(Item.starting(check, now), now);
    if (!check.applies()) {
      page.take(new Happening(new Event.CheckChanged(false, false), now));
    }
    return page.entry(Optional.empty());
  }

  /** Takes a check for an item that is kept; {@code previous} is the check that it had. */
  public static Entry define(Item item, Check previous, Check check, Instant now) {
    if (!item.removed() && item.revision().equals(check.revision())) {
      return new Page(item, now).entry(Optional.of(item));
    }
    boolean elsewhere = item.removed() || Item.looksElsewhere(previous.nature(), check.nature());
    Page page = new Page(item.removed() ? item.returned(check) : item.defined(check), now);
    boolean anew = !previous.schedule().equals(check.schedule());
    page.take(new Happening(new Event.CheckChanged(elsewhere, anew), now));
    return page.entry(Optional.of(item));
  }

  /** Takes the removal of an item. */
  public static Entry remove(Item item, Instant now) {
    Page page = new Page(item, now);
    if (!item.removed()) {
      page.take(new Happening(new Event.Removed(), now));
      page.item = page.item.gone();
    }
    return page.entry(Optional.of(item));
  }

  /** Takes that a person accepts that the item fails, or with nothing, that nobody does. */
  public static Entry waive(Item item, Optional<Waiver> waiver, Instant now) {
    Page page = new Page(item, now);
    if (!item.removed() && !item.rules().waiver().equals(waiver)) {
      page.waived(waiver);
    }
    return page.entry(Optional.of(item));
  }

  /** Takes what the members of a roll-up make of it. */
  public static Entry compute(Item item, Event.MembersChanged members, Instant now) {
    Page page = new Page(item, now);
    boolean told = item.word() == members.state() && item.reason().equals(members.reason());
    if (!told && !item.removed()) {
      page.take(new Happening(members, now));
    }
    return page.entry(Optional.of(item));
  }

  /** The entry while it is being written. */
  private static final class Page {
    private final Instant now;
    private final List<Opening> openings = new ArrayList<>();
    private final List<Reopening> reopenings = new ArrayList<>();
    private final List<Closing> closings = new ArrayList<>();
    private final List<Noted> notes = new ArrayList<>();
    private final List<Command> commands = new ArrayList<>();
    private Item item;

    Page(Item item, Instant now) {
      this.item = item;
      this.now = now;
    }

    void waived(Optional<Waiver> waiver) {
      item = item.waived(waiver);
      step(new Happening(new Event.WaiverChanged(), now));
    }

    void take(Happening happening) {
      if (item.rules().waiver().filter(waiver -> !now.isBefore(waiver.until())).isPresent()) {
        waived(Optional.empty());
      }
      step(happening);
    }

    private void step(Happening happening) {
      Step step = new StateMachine(item.rules()).step(item.state(), happening.event(), now);
      item = item.at(step.next());
      step.effects().forEach(effect -> follow(effect, happening));
    }

    private void follow(Effect effect, Happening happening) {
      switch (effect) {
        case Effect.StateChanged changed -> item = item.moved(item.state(), changed.reason());
        case Effect.Retold retold -> item = item.moved(item.state(), retold.reason());
        case Effect.ConfirmationWanted wanted -> commands.add(command(wanted));
        case Effect.IncidentOpened opened ->
            openings.add(new Opening(opened, now, happening.causedAt()));
        case Effect.IncidentReopened reopened -> reopen(reopened, happening);
        case Effect.IncidentHeld held -> note(held.id(), Remark.Kind.FLAPPING, held.reason());
        case Effect.IncidentResolved resolved -> close(resolved, happening);
      }
    }

    /** An end that nobody has heard of yet has not been. */
    private void reopen(Effect.IncidentReopened reopened, Happening happening) {
      if (!closings.removeIf(one -> one.incident().id().equals(reopened.id()))) {
        reopenings.add(new Reopening(reopened, now, happening.causedAt()));
      }
      note(reopened.id(), Remark.Kind.REOPENED, reopened.failure().summary());
    }

    private void close(Effect.IncidentResolved resolved, Happening happening) {
      if (!reopenings.removeIf(one -> one.incident().id().equals(resolved.id()))) {
        closings.add(new Closing(resolved, now, happening.causedAt()));
      }
    }

    private void note(IncidentId incident, Remark.Kind kind, String text) {
      notes.add(new Noted(incident, new Remark(now, kind, Optional.empty(), text)));
    }

    /** Its id follows from what it is about, so that who sees it twice can tell. */
    private Command command(Effect.ConfirmationWanted wanted) {
      String name = "confirm:" + item.id() + "@" + wanted.dueAt();
      Command.RunNow order =
          new Command.RunNow(
              item.id(),
              Cause.CONFIRMATION,
              Optional.of(wanted.location()),
              Optional.of(wanted.notBy()));
      UUID id = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
      return new Command(id, now, Optional.empty(), order);
    }

    Entry entry(Optional<Item> before) {
      return new Entry(before, item, openings, reopenings, closings, notes, commands);
    }
  }
}
