package io.vigie.scheduler.dispatch;

import io.vigie.contract.check.Effect;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.ProbeOrder;
import io.vigie.contract.command.Command;
import io.vigie.contract.command.Command.Deployed;
import io.vigie.contract.command.Command.OfAlerts;
import io.vigie.contract.command.Command.RunNow;
import io.vigie.contract.job.Cause;
import io.vigie.contract.job.Job;
import io.vigie.contract.job.RunId;
import io.vigie.contract.wire.WireCodec;
import io.vigie.scheduler.plan.Letter;
import io.vigie.scheduler.plan.Planned;
import io.vigie.scheduler.plan.Planner;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Turns what is asked for into jobs of the items that are ours. Every scheduler sees every command;
 * the names of the runs follow from it, so that two that both believe to own an item order the same
 * run. A command is kept for a minute, for the items that we take over in it.
 */
final class Commands {

  /** An order to look now is of no use later. */
  static final Duration FRESH = Duration.ofSeconds(60);

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Planner planner;
  private final JobSink sink;
  private final WireCodec codec;
  private final Deque<Command> recent = new ArrayDeque<>();

  Commands(Planner planner, JobSink sink, WireCodec codec) {
    this.planner = planner;
    this.sink = sink;
    this.codec = codec;
  }

  /** True for a command that comes too late to be followed. */
  static boolean isStale(Command command, Instant now) {
    return command.at().isBefore(now.minus(FRESH));
  }

  int accept(Command command, Instant now) {
    if (isStale(command, now)
        || recent.stream().anyMatch(known -> known.id().equals(command.id()))) {
      return 0;
    }
    recent.removeIf(old -> isStale(old, now));
    recent.add(command);
    return concerned(command).stream()
        .mapToInt(planned -> follow(command, planned, Set.of(), now))
        .sum();
  }

  /** An item has become ours: what was asked for lately, and not done by its former owner. */
  void catchUp(Planned planned, Set<RunId> sent, Instant now) {
    for (Command command : recent) {
      if (!isStale(command, now) && concerns(command, planned)) {
        int _ = follow(command, planned, sent, now);
      }
    }
  }

  private List<Planned> concerned(Command command) {
    return switch (command.order()) {
      case RunNow run -> planner.find(run.item()).stream().toList();
      case Deployed _ ->
          planner.all().stream().filter(planned -> concerns(command, planned)).toList();
      case OfAlerts _ -> List.of();
    };
  }

  private static boolean concerns(Command command, Planned planned) {
    ItemId item = planned.item();
    return switch (command.order()) {
      case RunNow run -> run.item().equals(item);
      case Deployed deployed ->
          planned.onDeploy()
              && deployed.system().equals(item.system())
              && deployed.environment().equals(item.environment());
      case OfAlerts _ -> false;
    };
  }

  private int follow(Command command, Planned planned, Set<RunId> sent, Instant now) {
    int jobs = 0;
    for (String place : places(command, planned)) {
      RunId run = RunId.of(planned.item(), command.id(), place);
      Job job = job(command, planned, place, run, now);
      if (!sent.contains(run) && !wouldStartWorkAgain(job)) {
        sink.sendUrgent(job);
        jobs++;
      }
    }
    return jobs;
  }

  /** Work is begun by the schedule and by people, not because a failure is doubted. */
  private static boolean wouldStartWorkAgain(Job job) {
    return job.cause().equals(Optional.of(Cause.CONFIRMATION))
        && job.probe().effect().equals(Optional.of(Effect.STARTS_WORK));
  }

  private static List<String> places(Command command, Planned planned) {
    Optional<String> wanted =
        command.order() instanceof RunNow run ? run.location() : Optional.empty();
    return wanted
        .map(List::of)
        .orElseGet(() -> planned.letters().stream().map(Letter::location).toList());
  }

  private Job job(Command command, Planned planned, String place, RunId run, Instant now) {
    Job written = planned.letters().getFirst().job(planned.item(), codec);
    ProbeOrder order = written.probe().at(place);
    Optional<Cause> cause =
        Optional.of(command.order() instanceof RunNow asked ? asked.cause() : Cause.DEPLOYMENT);
    Optional<String> notBy =
        command.order() instanceof RunNow asked ? asked.notBy() : Optional.empty();
    return new Job(
        run,
        planned.item(),
        planned.revision(),
        order,
        now,
        now.plus(PATIENCE),
        cause,
        notBy,
        written.severity());
  }
}
