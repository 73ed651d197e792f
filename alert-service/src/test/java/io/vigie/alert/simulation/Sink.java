package io.vigie.alert.simulation;

import io.vigie.alert.incident.Outbox.Backlog;
import io.vigie.alert.incident.Posting;
import io.vigie.alert.incident.Posting.Telling;
import io.vigie.alert.notify.DeliveryListener;
import io.vigie.alert.notify.story.Story;
import io.vigie.alert.notify.story.Tone;
import io.vigie.contract.alert.IncidentId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the channels got, in order: the judge. And how often a send was counted as unclear. */
final class Sink implements DeliveryListener {

  private final World world;
  private final List<Heard> heard = new ArrayList<>();
  private final List<Unclear> unclear = new ArrayList<>();
  private final List<Call> calls = new ArrayList<>();

  Sink(World world) {
    this.world = world;
  }

  /**
   * A message that a channel accepted, of one incident. A summary is one for each that it names.
   *
   * @param taken when and how the sender had taken it up
   * @param names what it lists besides
   */
  record Heard(
      String channel,
      IncidentId incident,
      Telling telling,
      boolean over,
      Instant at,
      Node.Taken taken,
      String names) {

    /** True for what a channel may hear first of an incident. */
    boolean begins() {
      return switch (telling) {
        case OPENED, OPENED_AND_RESOLVED -> true;
        case SUMMARY -> !over;
        default -> false;
      };
    }
  }

  /** A send of which the service said that it may have been one. */
  record Unclear(String channel, IncidentId incident) {}

  /** A call, whatever came of it. */
  record Call(String channel, Node node, int life, Instant at) {}

  void called(String channel, Node node) {
    calls.add(new Call(channel, node, node.life(), world.clock.instant()));
  }

  void accept(String channel, Node node, Story story) {
    String names = names(story);
    if (story.telling() == Telling.SUMMARY) {
      for (Node.Taken one : node.pile(channel)) {
        hear(channel, story, one, line(names, one));
      }
    } else {
      node.taken(channel, story.incident())
          .ifPresentOrElse(
              one -> hear(channel, story, one, Optional.of(names)),
              () -> world.emergencies.add(story.telling()));
    }
  }

  private static String names(Story story) {
    StringBuilder names = new StringBuilder();
    story
        .listing()
        .ifPresent(
            listing -> listing.entries().forEach(entry -> names.append(entry.text()).append('\n')));
    return names.toString();
  }

  /** The line of a summary that names what was taken up. */
  private static Optional<String> line(String names, Node.Taken one) {
    String name = " " + one.item() + " ";
    List<String> lines = names.lines().filter(line -> line.contains(name)).toList();
    // An item may be named twice, by an incident that is over and by the next one.
    return lines.stream()
        .filter(line -> isOver(line) == one.over())
        .findFirst()
        .or(() -> lines.stream().findFirst());
  }

  private static boolean isOver(String line) {
    return line.startsWith(Tone.OVER.glyph());
  }

  private void hear(String channel, Story story, Node.Taken taken, Optional<String> said) {
    said.ifPresent(
        line ->
            heard.add(
                new Heard(
                    channel,
                    taken.incident(),
                    story.telling(),
                    story.telling() == Telling.SUMMARY ? isOver(line) : story.isOver(),
                    world.clock.instant(),
                    taken,
                    line)));
  }

  List<Heard> heard() {
    return heard;
  }

  List<Heard> heard(IncidentId incident, String channel) {
    List<Heard> found = new ArrayList<>();
    for (Heard one : heard) {
      if (one.incident().equals(incident) && one.channel().equals(channel)) {
        found.add(one);
      }
    }
    return found;
  }

  List<Call> calls() {
    return calls;
  }

  /** How often a send of one incident was said to be unclear. */
  int unclear(IncidentId incident, String channel) {
    int count = 0;
    for (Unclear one : unclear) {
      count += one.incident().equals(incident) && one.channel().equals(channel) ? 1 : 0;
    }
    return count;
  }

  @Override
  public void unclear(Posting posting) {
    world.note(() -> "a send of " + posting.telling() + " on " + posting.channel() + " is unclear");
    if (posting.telling() == Telling.SUMMARY) {
      posting.rows().forEach(row -> unclear.add(new Unclear(posting.channel(), world.of(row))));
    } else {
      unclear.add(new Unclear(posting.channel(), posting.incident().id()));
    }
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
