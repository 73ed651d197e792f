package io.vigie.alert.simulation;

import io.vigie.alert.canary.Canary;
import io.vigie.alert.followup.FollowUps;
import io.vigie.alert.incident.Ledger.Definition;
import io.vigie.alert.incident.LedgerException;
import io.vigie.alert.incident.Outbox;
import io.vigie.alert.incident.Posting.Telling;
import io.vigie.alert.incident.Publications;
import io.vigie.alert.incident.Publications.Publication;
import io.vigie.alert.notify.DeliveryRules;
import io.vigie.alert.route.Routes;
import io.vigie.alert.sight.Troubles;
import io.vigie.contract.alert.IncidentId;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.result.Result;
import io.vigie.testkit.clock.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/** Everything there is in one history: two nodes, a log, a store, channels, a clock, and chance. */
final class World {

  private static final int A_MINUTE = 60;
  private static final int MOST_AT_ONCE = 6;

  final Random random;
  final MutableClock clock;
  final Plot plot;
  final Flaw flaw;
  final Rows rows = new Rows();
  final Outbox outbox;
  final FollowUps followUps = new FollowUpsInMemory(rows);
  final Publications publications = new PublicationsInMemory(rows);
  final SimulatedLog log = new SimulatedLog();
  final Chronicle chronicle = new Chronicle();
  final Sink sink = new Sink(this);
  final List<Telling> emergencies = new ArrayList<>();

  /** When the dead man's switch was told that the canary came round. */
  final List<Instant> pings = new ArrayList<>();

  final Set<Object> putAside = Collections.newSetFromMap(new IdentityHashMap<>());
  final DeliveryRules rules;
  final List<Node> nodes = new ArrayList<>();
  final Targets targets;
  final People people = new People(this);

  private final Optional<List<String>> trace;
  private final Map<String, Mood> moods = new HashMap<>();
  private final Map<Object, Long> published = new LinkedHashMap<>();
  private final List<Definition> definitions = new ArrayList<>();
  private final List<String> channels = new ArrayList<>(Desk.CHANNELS);
  private int definitionsRead;
  private int taken;
  private boolean calm;
  private Instant awayUntil = Instant.MIN;
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
    this.plot = Plot.of(random);
    Optional<String> fallback = Optional.of(Desk.BOSS).filter(_ -> flaw.fallsBack());
    this.outbox = new OutboxInMemory(rows, fallback, Desk.LATE);
    this.rules =
        new DeliveryRules(
            Duration.ofMillis(500),
            Duration.ofSeconds(4),
            Duration.ofSeconds(4),
            Duration.ofSeconds(20),
            Duration.ofSeconds(random.nextInt(8) == 0 ? A_MINUTE : 86_400));
    if (plot.canary()) {
      channels.add(Canary.CHANNEL);
    }
    if (plot.crowd() && random.nextBoolean()) {
      moods.put(Desk.SLACK, Mood.DOWN);
    }
    note(() -> plot.toString());
    this.targets = new Targets(this);
    for (int i = 0; i < 2; i++) {
      nodes.add(new Node(i, this));
      nodes.get(i).start();
    }
    regroup();
  }

  List<String> channels() {
    return channels;
  }

  Troubles troubles(Routes routes) {
    return new TroublesInMemory(rows, routes, flaw);
  }

  /** The incident of a message. */
  IncidentId of(UUID message) {
    return rows.messages.get((int) message.getLeastSignificantBits() - 1).incident;
  }

  boolean isDue(String channel) {
    Instant now = clock.instant();
    for (Message one : rows.messages) {
      if (one.isDue(now) && one.channel.equals(channel)) {
        return true;
      }
    }
    return false;
  }

  /** Counts what is taken up. */
  int takes() {
    return taken++;
  }

  /** So much of a partition is read at once. */
  int batch() {
    return calm ? Integer.MAX_VALUE / 2 : 1 + random.nextInt(MOST_AT_ONCE);
  }

  void cameRound(boolean fresh) {
    if (fresh) {
      note(() -> "the dead man's switch is told");
      pings.add(clock.instant());
    }
  }

  void putAside(String address) {
    putAside.add(log.at(address));
  }

  /** The numbers below {@code count} in some order. */
  List<Integer> shuffled(int count) {
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      numbers.add(i);
    }
    Collections.shuffle(numbers, random);
    return numbers;
  }

  void note(Supplier<String> line) {
    trace.ifPresent(lines -> lines.add(clock.instant() + " " + line.get()));
  }

  /** From now on nothing goes wrong any more. */
  void calmDown() {
    calm = true;
    moods.clear();
    targets.seeAgain();
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
    if (dice < 2) {
      doomed = Optional.of(node);
      note(() -> node + " is killed " + where);
    } else if (dice < 4) {
      note(() -> node + " is frozen " + where);
      node.freeze(true);
      regroup();
    }
    rest(node);
  }

  /** Others go on; a process that is killed meanwhile is no more. */
  void rest(Node node) {
    int life = node.life();
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
    if (dice < 22) {
      targets.speak();
    } else if (dice < 26) {
      ask();
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
      String channel = Desk.CHANNELS.get(random.nextInt(Desk.CHANNELS.size()));
      moods.put(channel, mood());
      note(() -> channel + " is " + mood(channel));
    } else {
      change();
    }
  }

  private void ask() {
    if (plot.people()) {
      people.speak();
    } else {
      targets.speak();
    }
  }

  private void change() {
    if (plot.outage() && random.nextInt(2) == 0) {
      awayUntil = clock.instant().plusSeconds(random.nextInt(A_MINUTE));
      note(() -> "the database is away until " + awayUntil);
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
    if (!calm && clock.instant().isBefore(awayUntil)) {
      throw new LedgerException("database away " + when, true, null);
    }
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
    return definitionsRead == definitions.size()
        ? List.of()
        : List.copyOf(definitions.subList(definitionsRead, definitions.size()));
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
      case Publication.OfSilence(var silence) -> publish(silence.id(), silence.version());
      case Publication.OfCommand _ -> {}
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
