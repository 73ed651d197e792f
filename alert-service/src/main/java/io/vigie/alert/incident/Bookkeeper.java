package io.vigie.alert.incident;

import io.vigie.alert.incident.Entry.Closing;
import io.vigie.alert.incident.Entry.Opening;
import io.vigie.alert.state.Effect;
import io.vigie.alert.state.Event;
import io.vigie.alert.state.StateMachine;
import io.vigie.alert.state.Step;
import io.vigie.contract.check.Check;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
    return new Page(Item.starting(check, now), now).entry(Optional.empty());
  }

  /** Takes a check for an item that is kept; {@code previous} is the check that it had. */
  public static Entry define(Item item, Check previous, Check check, Instant now) {
    if (!item.removed() && item.revision().equals(check.revision())) {
      return new Page(item, now).entry(Optional.of(item));
    }
    boolean elsewhere = item.removed() || Item.looksElsewhere(previous.nature(), check.nature());
    Page page = new Page(item.removed() ? item.returned(check) : item.defined(check), now);
    page.take(new Happening(new Event.CheckChanged(elsewhere), now));
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

  /** The entry while it is being written. */
  private static final class Page {
    private final Instant now;
    private final List<Opening> openings = new ArrayList<>();
    private final List<Closing> closings = new ArrayList<>();
    private Item item;

    Page(Item item, Instant now) {
      this.item = item;
      this.now = now;
    }

    void take(Happening happening) {
      Step step =
          new StateMachine(item.id(), item.rules()).step(item.state(), happening.event(), now);
      item = item.at(step.next());
      step.effects().forEach(effect -> follow(effect, happening));
    }

    private void follow(Effect effect, Happening happening) {
      switch (effect) {
        case Effect.StateChanged changed -> item = item.moved(item.state(), changed.reason());
        case Effect.IncidentOpened opened ->
            openings.add(new Opening(opened, now, happening.causedAt()));
        case Effect.IncidentResolved resolved ->
            closings.add(new Closing(resolved, now, happening.causedAt()));
      }
    }

    Entry entry(Optional<Item> before) {
      return new Entry(before, item, openings, closings);
    }
  }
}
