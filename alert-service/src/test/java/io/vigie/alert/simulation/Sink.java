package io.vigie.alert.simulation;

import io.vigie.alert.incident.Outbox.Backlog;
import io.vigie.alert.incident.Posting;
import io.vigie.alert.incident.Posting.Telling;
import io.vigie.alert.notify.DeliveryListener;
import io.vigie.contract.alert.IncidentId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What the channels got, in order: the judge. And how often a send was counted as unclear. */
final class Sink implements DeliveryListener {

  private final Consumer<Supplier<String>> notes;
  private final List<Heard> heard = new ArrayList<>();
  private final List<Unclear> unclear = new ArrayList<>();

  Sink(Consumer<Supplier<String>> notes) {
    this.notes = notes;
  }

  /** A message that a channel accepted. */
  record Heard(String channel, IncidentId incident, Telling telling) {}

  /** A send of which the service said that it may have been one. */
  record Unclear(String channel, IncidentId incident, Telling telling) {}

  void accept(String channel, IncidentId incident, Telling telling) {
    heard.add(new Heard(channel, incident, telling));
  }

  List<Heard> heard() {
    return heard;
  }

  List<Unclear> counted() {
    return unclear;
  }

  @Override
  public void unclear(Posting posting) {
    notes.accept(
        () -> "a send of " + posting.telling() + " on " + posting.channel() + " is unclear");
    unclear.add(new Unclear(posting.channel(), posting.incident().id(), posting.telling()));
  }

  @Override
  public void delivered(Posting posting, Duration sinceCause) {}

  @Override
  public void postponed(Posting posting) {}

  @Override
  public void givenUp(String channel) {}

  @Override
  public void waiting(Backlog backlog) {}
}
