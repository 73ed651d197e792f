package io.vigie.alert.simulation;

import io.vigie.alert.incident.Posting.Telling;
import io.vigie.alert.simulation.Rows.IncidentRow;
import io.vigie.alert.simulation.Rows.ItemRow;
import io.vigie.alert.simulation.Rows.Message;
import io.vigie.alert.simulation.Sink.Heard;
import io.vigie.alert.simulation.Targets.Target;
import io.vigie.contract.alert.IncidentId;
import io.vigie.contract.alert.Notification.Delivery;
import io.vigie.contract.alert.Notification.Occasion;
import io.vigie.contract.state.ItemState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Says which promise a history broke, by what the channels got. */
final class Judge {

  private final World world;
  private final List<String> broken = new ArrayList<>();

  Judge(World world) {
    this.world = world;
  }

  /** When all is quiet and everything is well. */
  List<String> verdict() {
    world.rows.incidents.values().forEach(this::incident);
    world.targets.all().forEach(this::target);
    strangers();
    others();
    return broken;
  }

  private void require(boolean holds, String promise) {
    if (!holds) {
      broken.add(promise);
    }
  }

  private void incident(IncidentRow row) {
    String name = row.incident.item().item() + " #" + shortly(row.incident.id());
    require(!row.incident.isOpen(), "I3: " + name + " must be over when all is well");
    for (String channel : World.CHANNELS) {
      told(row.incident.id(), channel, name + " on " + channel);
    }
  }

  private void told(IncidentId id, String channel, String name) {
    List<Heard> heard =
        world.sink.heard().stream()
            .filter(one -> one.incident().equals(id) && one.channel().equals(channel))
            .toList();
    long unclear = unclear(id, channel);
    require(
        !heard.isEmpty() || isShown(id, channel, Occasion.OPENED) || wasOverBefore(id, channel),
        "I1: " + name + " must be told or shown as undelivered");
    require(
        count(heard, Telling.OPENED) <= 1 + unclear,
        "I2: " + name + " was opened more than once, unclear " + unclear);
    require(
        heard.size() <= owed(id, channel) + unclear,
        "I2: " + name + " was told of " + heard.size() + " times, unclear " + unclear);
    require(
        heard.isEmpty()
            || closes(heard.getLast().telling())
            || isShown(id, channel, Occasion.RESOLVED)
            || (unclear > 0 && heard.stream().anyMatch(one -> closes(one.telling()))),
        "I3: " + name + " was told and never closed");
  }

  private static long count(List<Heard> heard, Telling telling) {
    return heard.stream().filter(one -> one.telling() == telling).count();
  }

  /** How many messages there were to tell; an end and its opening may be one. */
  private long owed(IncidentId id, String channel) {
    return world.rows.of(id, channel).stream()
        .filter(one -> one.delivery == Delivery.DELIVERED)
        .count();
  }

  private static boolean closes(Telling telling) {
    return telling == Telling.RESOLVED || telling == Telling.OPENED_AND_RESOLVED;
  }

  private long unclear(IncidentId id, String channel) {
    return world.sink.counted().stream()
        .filter(one -> one.incident().equals(id) && one.channel().equals(channel))
        .count();
  }

  private boolean isShown(IncidentId id, String channel, Occasion occasion) {
    return world.rows.of(id, channel).stream()
        .anyMatch(one -> one.occasion == occasion && one.delivery == Delivery.UNDELIVERED);
  }

  /** It was not to be told before a time at which it was over. */
  private boolean wasOverBefore(IncidentId id, String channel) {
    return world.rows.of(id, channel).stream()
        .anyMatch(
            one ->
                one.occasion == Occasion.OPENED
                    && one.delivery == Delivery.CANCELLED
                    && one.ifStillFailing);
  }

  private void target(Target target) {
    ItemRow row = world.rows.items.get(target.item());
    if (!target.poison && !target.removed) {
      require(
          row.item.state().word() == ItemState.PASSING,
          "I7: " + target.item().item() + " must pass, was " + row.item.state().word());
    }
    if (world.targets.onlyPlain() && !target.poison) {
      Set<IncidentId> kept = new HashSet<>();
      world.rows.incidents.values().stream()
          .filter(one -> one.incident.item().equals(target.item()))
          .forEach(one -> kept.add(one.incident.id()));
      List<IncidentId> expected =
          Reference.incidents(
              target.original, world.log.partition(SimulatedLog.partitionOf(target.item())));
      // What fails again within a while is the same incident again.
      expected.stream()
          .limit(1)
          .filter(id -> !kept.contains(id))
          .forEach(id -> broken.add("I1: " + target.item().item() + " lost #" + shortly(id)));
      kept.stream()
          .filter(id -> !expected.contains(id))
          .forEach(id -> broken.add("I7: " + target.item().item() + " invented #" + shortly(id)));
    }
  }

  /** Nothing is told that is not kept, and nothing of what could not be written. */
  private void strangers() {
    for (Heard heard : world.sink.heard()) {
      require(
          world.rows.incidents.containsKey(heard.incident()),
          "I7: told of an incident that is none: " + shortly(heard.incident()));
    }
  }

  /** Others know the newest version of everything. */
  private void others() {
    for (ItemRow row : world.rows.items.values()) {
      known(row.item.id(), row.item.version());
    }
    for (IncidentRow row : world.rows.incidents.values()) {
      known(row.incident.id(), row.incident.version());
    }
    for (Message message : world.rows.messages) {
      known(message.id, message.version);
    }
  }

  private void known(Object what, long version) {
    long seen = world.published(what);
    require(
        seen == version, "I3: others know version " + seen + " of " + what + ", not " + version);
  }

  /** After silence: nothing that is looked at may be called passing. */
  List<String> afterSilence() {
    for (Target target : world.targets.all()) {
      ItemRow row = world.rows.items.get(target.item());
      require(
          target.removed || row.item.state().word() != ItemState.PASSING,
          "I6: " + target.item().item() + " passes without anybody looking");
    }
    return broken;
  }

  private static String shortly(IncidentId id) {
    return id.toString().substring(0, 8);
  }
}
