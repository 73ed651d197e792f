package io.vigie.alert.simulation;

import io.vigie.alert.canary.Canary;
import io.vigie.alert.incident.Posting.Telling;
import io.vigie.alert.notify.Attempt;
import io.vigie.alert.notify.Notifier;
import io.vigie.alert.notify.story.Story;
import java.time.Duration;
import java.util.Optional;

/** A channel as one node calls it: it takes, refuses, limits, or is silent after either. */
final class SimulatedChannel implements Notifier {

  private static final Duration DEADLINE = Duration.ofSeconds(5);

  private final String name;
  private final World world;
  private final Node node;
  private final boolean ofLane;

  /**
   * @param ofLane false where it is called without a lane, because the database is away
   */
  SimulatedChannel(String name, World world, Node node, boolean ofLane) {
    this.ofLane = ofLane;
    this.name = name;
    this.world = world;
    this.node = node;
  }

  /** Slack edits what it told; mail cannot, and takes no summary either, like a program. */
  @Override
  public boolean tells(Telling telling) {
    return switch (telling) {
      case UPDATED, ACKNOWLEDGED, COMMENTED, SUMMARY -> name.equals(Desk.SLACK);
      default -> true;
    };
  }

  @Override
  public Attempt send(Story story, Optional<String> receipt) {
    world.point(node, "before a send");
    if (ofLane) {
      world.sink.called(name, node);
    }
    Attempt attempt = answer(story);
    world.point(node, "after a send");
    return attempt;
  }

  private Attempt answer(Story story) {
    return switch (name.equals(Canary.CHANNEL) ? World.Mood.WELL : world.mood(name)) {
      case WELL -> taken(story, Attempt.delivered("r"));
      case LIMITING -> {
        Duration pause = Duration.ofSeconds(1 + world.random.nextInt(10));
        yield refused(story, new Attempt.Retry("429", Optional.of(pause)));
      }
      case DOWN -> refused(story, Attempt.retry("503"));
      case SILENT_AFTER_TAKING -> {
        world.pass(DEADLINE);
        yield taken(story, new Attempt.Unclear("taken and not answered"));
      }
      case SILENT -> {
        world.pass(DEADLINE);
        yield refused(story, new Attempt.Unclear("not answered"));
      }
      case REFUSING -> refused(story, new Attempt.Permanent("channel_not_found"));
    };
  }

  private Attempt taken(Story story, Attempt attempt) {
    world.note(() -> name + " takes " + told(story) + ": " + attempt);
    world.sink.accept(name, node, story);
    return attempt;
  }

  private Attempt refused(Story story, Attempt attempt) {
    world.note(() -> name + " does not take " + told(story) + ": " + attempt);
    return attempt;
  }

  private static String told(Story story) {
    return story.telling() + " of " + story.incident().toString().substring(0, 8);
  }

  @Override
  public void close() {}
}
