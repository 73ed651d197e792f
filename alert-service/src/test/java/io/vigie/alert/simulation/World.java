package io.vigie.alert.simulation;

import io.vigie.alert.incident.Ledger;
import io.vigie.alert.incident.Ledger.Definition;
import io.vigie.alert.incident.LedgerException;
import io.vigie.alert.incident.Outbox;
import io.vigie.alert.incident.Publications;
import io.vigie.alert.incident.Publications.Publication;
import io.vigie.alert.notify.DeliveryRules;
import io.vigie.alert.route.Plan;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.result.Result;
import io.vigie.testkit.clock.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;

/** Everything there is in one history: two nodes, a log, a store, channels, a clock, and chance. */
final class World {

  static final List<String> CHANNELS = List.of("slack", "mail");
  private static final int LONGEST_QUIET = 90;

  final Random random;
  final MutableClock clock;
  final Rows rows = new Rows();
  final Ledger ledger = new LedgerInMemory(rows, this::plan);
  final Outbox outbox = new OutboxInMemory(rows);
  final Publications publications = new PublicationsInMemory(rows);
  final SimulatedLog log = new SimulatedLog();
  final Sink sink = new Sink(this::note);
  final Flaw flaw;
  final DeliveryRules rules;
  final List<Node> nodes = new ArrayList<>();
  final Targets targets;

  private final Optional<List<String>> trace;
  private final Map<String, Mood> moods = new HashMap<>();
  private final Map<Object, Long> published = new LinkedHashMap<>();
  private final List<Definition> definitions = new ArrayList<>();
  private int definitionsRead;
  private boolean calm;
  private Optional<Node> doomed = Optional.empty();

  /** How a channel answers. */
  enum Mood {
    WELL,
    LIMITING,
    DOWN,
    SILENT_AFTER_TAKING,
    SILENT,
    REFUSING
  }

  World(long seed, Instant start, Flaw flaw, Optional<List<String>> trace) {
    this.random = new Random(seed * 0x9E3779B97F4A7C15L);
    this.clock = new MutableClock(start);
    this.flaw = flaw;
    this.trace = trace;
    this.rules =
        new DeliveryRules(
            Duration.ofMillis(500),
            Duration.ofSeconds(4),
            Duration.ofSeconds(4),
            Duration.ofSeconds(20),
            Duration.ofSeconds(random.nextInt(8) == 0 ? 60 : 86_400));
    this.targets = new Targets(this);
    for (int i = 0; i < 2; i++) {
      nodes.add(new Node(i, this));
      nodes.get(i).start();
    }
    regroup();
  }

  /** Most are told at once; quiet hours and silences hold the others. */
  private Plan plan(Check check, Instant at) {
    if (random.nextInt(4) > 0) {
      return Plan.atOnce(check.route(), CHANNELS, at);
    }
    Instant until = at.plusSeconds(random.nextInt(LONGEST_QUIET));
    note(() -> check.item().item() + " is not to be told of before " + until);
    return new Plan(
        "quiet",
        CHANNELS.stream().map(name -> new Plan.Owed(name, until, true, "quiet hours")).toList());
  }

  Set<String> channels() {
    return Set.copyOf(CHANNELS);
  }

  void note(Supplier<String> line) {
    trace.ifPresent(lines -> lines.add(clock.instant() + " " + line.get()));
  }

  /** From now on nothing goes wrong any more. */
  void calmDown() {
    calm = true;
    moods.clear();
    note(() -> "it calms down");
    for (Node node : nodes) {
      node.freeze(false);
      node.finish();
      if (!node.lives()) {
        node.start();
      }
    }
    regroup();
  }

  /** Between two effects: whatever can happen may happen now. */
  void point(Node node, String where) {
    int dice = calm ? 100 : random.nextInt(100);
    if (dice >= 30) {
      return;
    }
    int life = node.life();
    if (dice < 2) {
      doomed = Optional.of(node);
      note(() -> node + " is killed " + where);
    } else if (dice < 4) {
      note(() -> node + " is frozen " + where);
      node.freeze(true);
      regroup();
    }
    Strand.pause();
    if (node.life() != life) {
      throw new Crash();
    }
  }

  private void kill(Node node) {
    node.die();
    regroup();
  }

  /** Something happens somewhere. */
  void step() {
    int dice = random.nextInt(100);
    if (dice < 25) {
      targets.speak();
    } else if (dice < 80) {
      nodes.get(random.nextInt(nodes.size())).runSomething();
      doomed.ifPresent(this::kill);
      doomed = Optional.empty();
    } else if (dice < 88) {
      pass(Duration.ofMillis(random.nextInt(8_000)));
    } else if (dice < 92) {
      comeBack(nodes.get(random.nextInt(nodes.size())));
    } else if (dice < 95) {
      log.rewind(random.nextInt(SimulatedLog.PARTITIONS), random);
      note(() -> "offsets go back");
    } else if (dice < 98) {
      String channel = CHANNELS.get(random.nextInt(CHANNELS.size()));
      moods.put(channel, mood());
      note(() -> channel + " is " + mood(channel));
    } else {
      targets.change();
    }
  }

  /** Refusals for good are rare, or nothing else would be seen. */
  private Mood mood() {
    Mood mood = Mood.values()[random.nextInt(Mood.values().length)];
    return mood == Mood.REFUSING && random.nextInt(4) > 0 ? Mood.WELL : mood;
  }

  private void comeBack(Node node) {
    if (!node.lives()) {
      note(() -> node + " starts");
      node.start();
    } else if (!node.runs()) {
      note(() -> node + " goes on");
      node.freeze(false);
    }
    regroup();
  }

  private void regroup() {
    log.assign(nodes.stream().filter(Node::runs).map(node -> node.number).toList(), random);
  }

  void mayLose(String when) {
    if (!calm && random.nextInt(100) < 3) {
      throw new LedgerException("connection lost " + when, true, null);
    }
  }

  boolean isPoison(Result result) {
    return targets.isPoison(result.item());
  }

  Mood mood(String channel) {
    return moods.getOrDefault(channel, Mood.WELL);
  }

  void pass(Duration time) {
    clock.advance(time);
  }

  void define(Definition definition) {
    definitions.add(definition);
  }

  List<Definition> unreadDefinitions() {
    return List.copyOf(definitions.subList(definitionsRead, definitions.size()));
  }

  void definitionsRead(int more) {
    definitionsRead += more;
  }

  /** Others keep the newest version that they have seen, whatever lies behind it. */
  void publish(Publication publication) {
    switch (publication) {
      case Publication.OfStatus(var status) -> publish(status.item(), status.version());
      case Publication.OfRemoval(ItemId item, long version) -> publish(item, version);
      case Publication.OfIncident(var incident) -> publish(incident.id(), incident.version());
      case Publication.OfNotification(var one) -> publish(one.id(), one.version());
      case Publication.OfCommand _, Publication.OfSilence _ -> {}
    }
  }

  private void publish(Object key, long version) {
    published.merge(key, version, Math::max);
  }

  /** The version that others know of something. */
  long published(Object key) {
    return published.getOrDefault(key, 0L);
  }
}
