package io.vigie.alert.simulation;

import io.vigie.alert.canary.Canary;
import io.vigie.alert.incident.Folding;
import io.vigie.alert.incident.Posting.Telling;
import io.vigie.alert.route.Decision;
import io.vigie.alert.route.Routes;
import io.vigie.alert.silence.Silences;
import io.vigie.alert.simulation.Chronicle.Life;
import io.vigie.alert.simulation.Chronicle.Turn;
import io.vigie.alert.simulation.Sink.Call;
import io.vigie.alert.simulation.Sink.Heard;
import io.vigie.contract.alert.IncidentId;
import io.vigie.contract.alert.Notification.Delivery;
import io.vigie.contract.alert.Notification.Occasion;
import io.vigie.contract.alert.Silence;
import io.vigie.contract.check.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Says which promise was broken by what the channels got, or did not get. */
final class JudgeOfMessages {

  /**
   * So long a message may wait once nothing goes wrong any more: until a lease of before runs out,
   * a pause that a channel asked for is over, and what may have been sent is tried again; the clock
   * moves by a minute at a time.
   */
  private static final Duration SOON = Duration.ofSeconds(90);

  /** What one message names; the others are counted. */
  private static final int MOST_NAMED = 8;

  private static final Routes ROUTES = Desk.routes(new Silences());

  private final World world;
  private final Instant calmSince;
  private final Routes withSilences;
  private final List<String> broken = new ArrayList<>();

  JudgeOfMessages(World world, Instant calmSince) {
    this.world = world;
    this.calmSince = calmSince;
    Silences all = new Silences();
    all.know(world.rows.silences.values());
    this.withSilences = Desk.routes(all);
  }

  List<String> verdict() {
    for (IncidentRow row : world.rows.incidents.values()) {
      incident(row);
    }
    world.sink.heard().forEach(this::heard);
    storms();
    rate();
    promptness();
    return broken;
  }

  private void require(boolean holds, String promise) {
    if (!holds) {
      broken.add(promise);
    }
  }

  private void incident(IncidentRow row) {
    if (row.lead.isEmpty()) {
      for (String channel : routed(row)) {
        told(row, channel);
      }
    } else {
      member(row);
    }
    for (String channel : world.channels()) {
      closed(row, channel);
    }
    people(row);
    for (Message one : world.rows.of(row.id())) {
      fallback(one);
    }
  }

  private static List<String> routed(IncidentRow row) {
    return row.item().equals(Canary.ITEM)
        ? List.of(Canary.CHANNEL)
        : ROUTES.decide(row.check, row.opening.openedAt()).channels();
  }

  private static String name(IncidentRow row, String channel) {
    return row.item().item() + " #" + row.id().toString().substring(0, 8) + " on " + channel;
  }

  private void told(IncidentRow row, String channel) {
    require(
        !world.sink.heard(row.id(), channel).isEmpty()
            || isShown(row.id(), channel, Occasion.OPENED)
            || wasOverBefore(row, channel),
        "I1: " + name(row, channel) + " must be told or shown as undelivered");
  }

  /** What is told with another is named by the last that is said of that. */
  private void member(IncidentRow row) {
    IncidentRow lead = world.rows.incidents.get(row.lead.orElseThrow());
    require(lead.lead.isEmpty(), "I1: " + row.item() + " is told with what is not told itself");
    List<Heard> heard = world.sink.heard(lead.id(), Desk.SLACK);
    if (heard.isEmpty() || world.rows.ledBy(lead.id()).size() > MOST_NAMED) {
      return;
    }
    boolean ended = isDelivered(lead.id(), Desk.SLACK);
    boolean single = heard.getLast().telling() != Telling.SUMMARY;
    require(
        !ended || !single || heard.getLast().names().contains(row.item().toString()),
        "I1: " + name(row, Desk.SLACK) + " must be named by what it is told with");
  }

  /** At most once, and its end last. */
  private void closed(IncidentRow row, String channel) {
    List<Heard> heard = world.sink.heard(row.id(), channel);
    int unclear = world.sink.unclear(row.id(), channel);
    String name = name(row, channel);
    long opened = heard.stream().filter(JudgeOfMessages::opens).count();
    require(
        opened <= 1 + unclear,
        "I2: " + name + " was opened " + opened + " times, unclear " + unclear);
    require(
        heard.size() <= owed(row.id(), channel) + unclear,
        "I2: " + name + " was told of " + heard.size() + " times, unclear " + unclear);
    // One that was taken up before another arrives after it only where its sender stood still until
    // its lease was over. No service can take that back: such a send is one of the unclear ones.
    List<Heard> asTaken =
        heard.stream().sorted(Comparator.comparingInt(one -> one.taken().order())).toList();
    require(
        asTaken.equals(heard) || unclear > 0,
        "I2: " + name + " was told in another order without being called unclear");
    require(
        asTaken.isEmpty()
            || asTaken.getLast().over()
            || isShown(row.id(), channel, Occasion.RESOLVED),
        "I3: " + name + " was told and never closed");
  }

  private static boolean opens(Heard heard) {
    return heard.telling() == Telling.OPENED || heard.telling() == Telling.OPENED_AND_RESOLVED;
  }

  /** How many messages there were to tell; an end and its opening may be one. */
  private long owed(IncidentId id, String channel) {
    return world.rows.of(id, channel).stream()
        .filter(one -> one.delivery == Delivery.DELIVERED)
        .count();
  }

  private boolean isDelivered(IncidentId id, String channel) {
    return world.rows.of(id, channel).stream()
        .filter(one -> one.occasion == Occasion.RESOLVED)
        .anyMatch(one -> one.delivery == Delivery.DELIVERED);
  }

  private boolean isShown(IncidentId id, String channel, Occasion occasion) {
    return world.rows.of(id, channel).stream()
        .anyMatch(one -> one.occasion == occasion && one.delivery == Delivery.UNDELIVERED);
  }

  /**
   * It was not to be told before a time, and was over by then. Who was at work without a fault for
   * long after that time has no such excuse.
   */
  private boolean wasOverBefore(IncidentRow row, String channel) {
    return isCancelledWhileHeld(row.id(), channel) && !wasOpenLongAfterItsTime(row);
  }

  private boolean isCancelledWhileHeld(IncidentId id, String channel) {
    return world.rows.of(id, channel).stream()
        .filter(one -> one.occasion == Occasion.OPENED)
        .anyMatch(one -> one.isCancelled() && one.ifStillFailing);
  }

  private boolean wasOpenLongAfterItsTime(IncidentRow row) {
    Instant openSince = Instant.MAX;
    for (Turn turn : world.chronicle.life(row.id()).turns) {
      if (turn.open()) {
        openSince = turn.at();
      } else {
        Instant from = openSince.isAfter(calmSince) ? openSince : calmSince;
        Decision decision = ROUTES.decide(row.check, row.opening.openedAt());
        Instant due = withSilences.hold(row.check, decision, from).until();
        if (due.plus(SOON).isBefore(turn.at())) {
          return true;
        }
      }
    }
    return false;
  }

  /** What a channel will not have is owed to the fallback, which has it or is shown to refuse. */
  private void fallback(Message one) {
    boolean lost = one.delivery == Delivery.UNDELIVERED && one.matters();
    if (lost && !one.channel.equals(Desk.BOSS) && !one.channel.equals(Canary.CHANNEL)) {
      IncidentRow row = world.rows.incidents.get(one.incident);
      boolean led = row.lead.isPresent();
      require(
          led || isToldToTheBoss(one),
          "I1: " + one.item.item() + " was not delivered on " + one.channel + ", nor anywhere");
    }
  }

  private boolean isToldToTheBoss(Message one) {
    return !world.sink.heard(one.incident, Desk.BOSS).isEmpty()
        || isShownAtAll(one.incident, Desk.BOSS)
        || isCancelledWhileHeld(one.incident, Desk.BOSS)
        || isEscalationCancelledWhileHeld(one.incident);
  }

  /** The boss was to be told by an escalation, but not before a time, and it was over by then. */
  private boolean isEscalationCancelledWhileHeld(IncidentId id) {
    return world.rows.of(id, Desk.BOSS).stream()
        .filter(one -> one.occasion == Occasion.ESCALATED && one.isCancelled())
        .anyMatch(
            one ->
                one.ifStillFailing
                    && one.lastError.filter(why -> why.startsWith("was over before")).isPresent());
  }

  /** Of what is told there anyway, what lies behind is not owed again. */
  private boolean isShownAtAll(IncidentId id, String channel) {
    return world.rows.of(id, channel).stream()
        .anyMatch(one -> one.matters() && one.delivery == Delivery.UNDELIVERED);
  }

  /** What people asked for, and what follows when nobody does. */
  private void people(IncidentRow row) {
    Life life = world.chronicle.life(row.id());
    require(
        life.escalated == Chronicle.NEVER || life.escalated <= life.acknowledged,
        "acknowledged: " + row.item().item() + " was escalated");
  }

  private void heard(Heard heard) {
    IncidentRow row = world.rows.incidents.get(heard.incident());
    if (row == null) {
      broken.add("I8: told of an incident that is none: " + heard.incident());
      return;
    }
    boolean canary = row.item().equals(Canary.ITEM);
    require(
        canary == heard.channel().equals(Canary.CHANNEL),
        "I9: " + name(row, heard.channel()) + " is told on the wrong channel");
    silence(heard, row);
    folded(heard, row);
  }

  /** What its sender knew to be silenced is not told, unless it is over or may have been sent. */
  private void silence(Heard heard, IncidentRow row) {
    boolean restrained =
        switch (heard.telling()) {
          case OPENED -> heard.taken().attempts() == 1;
          case REOPENED, ESCALATED, REMINDED, UPDATED, ACKNOWLEDGED, COMMENTED -> true;
          default -> false;
        };
    boolean silenced = heard.taken().silence().filter(one -> lasts(one, heard.at())).isPresent();
    require(
        !restrained || !silenced || heard.channel().equals(Canary.CHANNEL),
        "silence: " + name(row, heard.channel()) + " was told " + heard.telling());
  }

  /** Somebody may have ended it since it was known. */
  private boolean lasts(Silence silence, Instant at) {
    return world.rows.silences.getOrDefault(silence.id(), silence).end().isAfter(at);
  }

  /** While what it depends on fails, and where another has the same cause, it is not told. */
  private void folded(Heard heard, IncidentRow row) {
    Life life = world.chronicle.life(row.id());
    if (!heard.begins() || life.wasReopened() || row.item().equals(Canary.ITEM)) {
      return;
    }
    int from = life.turns.getFirst().seq();
    boolean sheltered =
        life.parents.stream()
            .anyMatch(id -> world.chronicle.life(id).isOpenFromTo(from, heard.taken().seq()));
    require(
        !sheltered || world.targets.someWereGone,
        "one cause: " + name(row, heard.channel()) + " depends on what fails");
    require(
        !life.hasTwin || !life.parents.isEmpty(),
        "one cause: " + name(row, heard.channel()) + " has the cause of another");
  }

  /** So many of one system at most are told by themselves within half a minute. */
  private void storms() {
    List<IncidentRow> standing = new ArrayList<>();
    for (IncidentRow row : world.rows.incidents.values()) {
      boolean once = !world.chronicle.life(row.id()).wasReopened();
      boolean told = row.check.meaning().severity() == Severity.P0 && world.rows.silences.isEmpty();
      if (told && once && row.lead.isEmpty() && row.system().equals("chrona/production")) {
        standing.add(row);
      }
    }
    for (IncidentRow row : standing) {
      Instant at = row.opening.openedAt();
      long together =
          standing.stream()
              .filter(other -> other.overAt.filter(over -> !over.isAfter(at)).isEmpty())
              .map(other -> other.opening.openedAt())
              .filter(other -> !other.isAfter(at) && !other.plus(Folding.TOGETHER).isBefore(at))
              .count();
      require(together <= Folding.STORM, "one cause: " + together + " at once by themselves");
    }
  }

  /** One process calls Slack once a second; of two calls the first may have been held up. */
  private void rate() {
    List<Call> calls =
        world.sink.calls().stream().filter(call -> call.channel().equals(Desk.SLACK)).toList();
    for (int i = 0; i < calls.size(); i++) {
      Call first = calls.get(i);
      List<Call> after =
          calls.subList(i + 1, calls.size()).stream()
              .filter(call -> call.node() == first.node() && call.life() == first.life())
              .limit(2)
              .toList();
      if (after.size() == 2) {
        Duration apart = Duration.between(first.at(), after.getLast().at());
        require(
            apart.compareTo(Duration.ofSeconds(1)) >= 0,
            "rate: Slack is called again within " + apart);
      }
    }
  }

  /** Once nothing goes wrong any more, what is owed is told soon. */
  private void promptness() {
    for (Message one : world.rows.messages) {
      if (one.delivery == Delivery.DELIVERED) {
        Instant since = later(later(later(one.createdAt, one.causedAt), heldUntil(one)), calmSince);
        Instant told = one.deliveredAt.orElseThrow();
        Duration waited = Duration.between(since, told);
        require(
            waited.compareTo(world.plot.crowd() ? SOON.multipliedBy(3) : SOON) <= 0,
            "I4: " + one.item.item() + " " + one.occasion + " waited " + waited);
      }
    }
    world.rows.incidents.values().forEach(this::escalation);
  }

  /** What follows an opening, or an opening anew, that may not be told yet waits with it. */
  private Instant heldUntil(Message message) {
    return world.rows.of(message.incident, message.channel).stream()
        .filter(one -> one == message || isWaitedFor(one, message))
        .map(Message::waitsSince)
        .max(Instant::compareTo)
        .orElseThrow();
  }

  private static boolean isWaitedFor(Message first, Message message) {
    return switch (first.occasion) {
      case OPENED -> true;
      case REOPENED -> !first.createdAt.isAfter(message.createdAt);
      default -> false;
    };
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /** What is urgent, and open for long without anybody acknowledging it, is told to the boss. */
  private void escalation(IncidentRow row) {
    Life life = world.chronicle.life(row.id());
    Instant since = later(row.opening.openedAt(), calmSince);
    boolean urgent = row.check.meaning().severity() == Severity.P0 && row.lead.isEmpty();
    boolean quiet = world.rows.silences.isEmpty() && !life.wasReopened();
    boolean told =
        world.rows.of(row.id()).stream()
            .anyMatch(one -> one.occasion == Occasion.OPENED && !one.isCancelled());
    Turn last = life.turns.getLast();
    boolean standing =
        row.history.stream()
            .noneMatch(one -> one.kind() == io.vigie.contract.alert.Remark.Kind.UNFOLDED);
    if (urgent && quiet && told && standing && !row.item().equals(Canary.ITEM) && !last.open()) {
      Instant due = since.plus(Desk.ESCALATE_AFTER).plus(SOON);
      require(
          last.at().isBefore(due)
              || life.escalated != Chronicle.NEVER
              || life.acknowledged != Chronicle.NEVER,
          "escalation: " + row.item().item() + " was left alone");
    }
  }
}
