package io.vigie.alert.simulation;

import io.vigie.contract.alert.IncidentId;
import io.vigie.contract.alert.Matcher;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.command.Command;
import io.vigie.contract.command.Command.Order;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What people ask for, once or by mistake twice. */
final class People {

  private static final int LONGEST_SILENCE = 40;
  private static final int LONGEST_WAIVER = 100;

  private final World world;
  private final List<Command> asked = new ArrayList<>();
  private final List<UUID> silences = new ArrayList<>();

  People(World world) {
    this.world = world;
  }

  /** Somebody asks for something. */
  void speak() {
    switch (world.random.nextInt(10)) {
      case 0 -> again();
      case 1, 2, 3 -> anIncident().ifPresent(id -> ask(new Command.Acknowledge(id)));
      case 4 -> anIncident().ifPresent(id -> ask(new Command.Comment(id, "I look at it")));
      case 5, 6 -> mute(1 + world.random.nextInt(LONGEST_SILENCE));
      case 7 -> unmute();
      case 8 ->
          ask(new Command.Waive(anItem(), "known", in(1 + world.random.nextInt(LONGEST_WAIVER))));
      default -> ask(new Command.EndWaiver(anItem()));
    }
  }

  private void again() {
    if (!asked.isEmpty()) {
      append(asked.get(world.random.nextInt(asked.size())), "again ");
    }
  }

  /** Nobody is to be told for a while. */
  void mute(int seconds) {
    UUID silence = new UUID(1, silences.size());
    silences.add(silence);
    Matcher matcher = world.random.nextInt(3) == 0 ? Matcher.ALL : only(anItem());
    ask(new Command.Mute(silence, matcher, "tests", in(seconds)));
  }

  private static Matcher only(ItemId item) {
    Optional<String> none = Optional.empty();
    return new Matcher(none, none, Optional.of(item.item()), none, none, none, Optional.empty());
  }

  private void unmute() {
    if (!silences.isEmpty()) {
      ask(new Command.Unmute(silences.get(world.random.nextInt(silences.size()))));
    }
  }

  private Instant in(int seconds) {
    return world.clock.instant().plusSeconds(seconds);
  }

  private ItemId anItem() {
    List<Targets.Target> all = world.targets.all();
    return all.get(world.random.nextInt(all.size())).item();
  }

  private Optional<IncidentId> anIncident() {
    List<IncidentId> all = List.copyOf(world.rows.incidents.keySet());
    return all.isEmpty()
        ? Optional.empty()
        : Optional.of(all.get(world.random.nextInt(all.size())));
  }

  private void ask(Order order) {
    UUID id = new UUID(2, asked.size());
    Command command = new Command(id, world.clock.instant(), Optional.of("anne"), order);
    asked.add(command);
    append(command, "");
  }

  private void append(Command command, String how) {
    world.note(() -> how + "anne asks for " + command.order());
    world.log.append(command, world.clock.instant());
  }
}
