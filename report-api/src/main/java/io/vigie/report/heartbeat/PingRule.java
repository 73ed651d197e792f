package io.vigie.report.heartbeat;

import io.vigie.contract.check.Check;
import io.vigie.contract.check.Heartbeat;
import io.vigie.contract.job.RunId;
import io.vigie.contract.result.Evidence;
import io.vigie.contract.result.Outcome;
import io.vigie.contract.result.Result;
import io.vigie.report.verdict.Spans;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a ping means. The end of a run is a verdict; its start and mere words are none, whenever
 * they come. A run that took longer than it may has failed however it ended: that is said once,
 * either when the time is up or when the run ends, under one run id.
 */
public final class PingRule {

  /** Stands where a result names its runner: a job is none. */
  public static final String SEER = "heartbeat";

  private static final String PHASE = "job";
  private static final String DURATION = "durationSeconds";

  private PingRule() {}

  /**
   * The verdict of a ping, if it is one.
   *
   * @param startedAt when the run began, where the job said so
   */
  public static Optional<Result> verdict(
      Check check, Ping ping, Optional<Instant> startedAt, Instant now) {
    return switch (ping.signal()) {
      case Ping.Started _, Ping.Logged _ -> Optional.empty();
      case Ping.Succeeded _ -> Optional.of(ended(check, ping, startedAt, now));
      case Ping.Exited(int status) when status == 0 ->
          Optional.of(ended(check, ping, startedAt, now));
      case Ping.Exited(int status) ->
          Optional.of(
              failed(check, ping, startedAt, now, "exit-status", "exited with status " + status));
      case Ping.Failed _ ->
          Optional.of(failed(check, ping, startedAt, now, "failed", "the job says that it failed"));
    };
  }

  /** When a run that begins now must have ended. */
  public static Optional<Instant> endBy(Check check, Instant startedAt) {
    return check.nature() instanceof Heartbeat heartbeat
        ? heartbeat.longest().map(startedAt::plus)
        : Optional.empty();
  }

  /** The verdict of a run that has not ended in time; none where it may still run. */
  public static Optional<Result> overdue(Check check, String run, Instant startedAt, Instant now) {
    return endBy(check, startedAt)
        .filter(end -> !end.isAfter(now))
        .map(
            end ->
                result(
                    check,
                    end,
                    startedAt,
                    tooLong(check, Duration.between(startedAt, now), "is running for "),
                    evidence(facts("", run), Duration.between(startedAt, end), Optional.empty())));
  }

  private static Result ended(Check check, Ping ping, Optional<Instant> startedAt, Instant now) {
    Optional<Instant> late =
        startedAt.flatMap(at -> endBy(check, at)).filter(end -> end.isBefore(now));
    Optional<Duration> took = startedAt.map(at -> Duration.between(at, now));
    Outcome outcome =
        late.isPresent()
            ? tooLong(check, took.orElseThrow(), "ran for ")
            : new Outcome.Passed(
                took.map(span -> "the job ran for " + Spans.words(span))
                    .orElse("the job has reported"));
    return result(
        check, late.orElse(now), startedAt.orElse(now), outcome, evidence(ping, startedAt, now));
  }

  private static Result failed(
      Check check,
      Ping ping,
      Optional<Instant> startedAt,
      Instant now,
      String code,
      String summary) {
    return result(
        check,
        now,
        startedAt.orElse(now),
        new Outcome.Failed(new Outcome.Failure(code, PHASE, summary, List.of())),
        evidence(ping, startedAt, now));
  }

  private static Outcome tooLong(Check check, Duration ran, String verb) {
    String most =
        ((Heartbeat) check.nature()).longest().map(Spans::words).orElse("its longest time");
    String summary = "the job " + verb + Spans.words(ran) + ", must end within " + most;
    return new Outcome.Failed(new Outcome.Failure("too-long", PHASE, summary, List.of()));
  }

  private static Result result(
      Check check, Instant dueAt, Instant startedAt, Outcome outcome, Evidence evidence) {
    Duration took = startedAt.isBefore(dueAt) ? Duration.between(startedAt, dueAt) : Duration.ZERO;
    return new Result(
        RunId.of(check.item(), dueAt),
        check.item(),
        check.revision(),
        dueAt,
        startedAt.isBefore(dueAt) ? startedAt : dueAt,
        took,
        new Result.Seer(SEER, "ping"),
        outcome,
        evidence);
  }

  private static Evidence evidence(Ping ping, Optional<Instant> startedAt, Instant now) {
    Map<String, Double> numbers = new HashMap<>();
    startedAt.ifPresent(at -> numbers.put(DURATION, seconds(Duration.between(at, now))));
    if (ping.signal() instanceof Ping.Exited(int status)) {
      numbers.put("exitStatus", (double) status);
    }
    return new Evidence(
        facts(ping.signal().word(), ping.run()),
        numbers,
        List.of(),
        ping.body().text(),
        ping.body().truncated());
  }

  private static Evidence evidence(
      Map<String, String> facts, Duration took, Optional<String> excerpt) {
    return new Evidence(facts, Map.of(DURATION, seconds(took)), List.of(), excerpt, false);
  }

  private static Map<String, String> facts(String signal, String run) {
    Map<String, String> facts = new HashMap<>();
    if (!signal.isEmpty()) {
      facts.put("signal", signal);
    }
    if (!run.isEmpty()) {
      facts.put("rid", run);
    }
    return facts;
  }

  private static double seconds(Duration took) {
    return took.toMillis() / 1000.0;
  }
}
