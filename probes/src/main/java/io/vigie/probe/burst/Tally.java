package io.vigie.probe.burst;

import io.vigie.probe.net.Trouble.Broken;
import io.vigie.probe.web.WebResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What became of the requests so far. Confined to the event loop of its attempt. */
public final class Tally {

  /** What a limiter that sits before HTTP does; a connection that is cut can be one too. */
  private static final Set<String> CONNECTION_TROUBLES =
      Set.of(
          "connection-refused",
          "connection-reset",
          "connection-closed",
          "connection-timed-out",
          "no-answer");

  private static final int MOST_TROUBLES = 20;

  private final BurstPlan plan;
  private final Map<String, Long> byStatus = new TreeMap<>();
  private final Map<String, Long> troubles = new TreeMap<>();
  private final Latencies latencies = new Latencies();
  private int sent;
  private long answered;
  private long passed;
  private long refused;
  private long failed;
  private int firstRefusal = Integer.MAX_VALUE;
  private Optional<Duration> retryAfter = Optional.empty();
  private Optional<Broken> firstTrouble = Optional.empty();
  private Duration took = Duration.ZERO;

  Tally(BurstPlan plan) {
    this.plan = plan;
  }

  int begin() {
    return sent++;
  }

  void answered(int number, WebResponse response, Duration after) {
    answered++;
    byStatus.merge(String.valueOf(response.status()), 1L, Long::sum);
    if (plan.refusals().contains(response.status())) {
      retryAfter = retryAfter.or(() -> RetryAfter.of(response));
      refused(number);
    } else if (response.status() < plan.failsFrom()) {
      passed++;
      latencies.add(after);
    } else {
      failed++;
    }
  }

  void broken(int number, Broken trouble) {
    firstTrouble = firstTrouble.or(() -> Optional.of(trouble));
    String code = troubles.size() < MOST_TROUBLES ? trouble.code() : "other";
    troubles.merge(code, 1L, Long::sum);
    if (plan.refusedConnections() && CONNECTION_TROUBLES.contains(trouble.code())) {
      refused(number);
    } else {
      failed++;
    }
  }

  private void refused(int number) {
    refused++;
    firstRefusal = Math.min(firstRefusal, number + 1);
  }

  void ended(Duration after) {
    took = after;
  }

  int done() {
    return Math.toIntExact(passed + refused + failed);
  }

  /** Itself, unless the target has not answered a single time: then it is not there. */
  public Tally requireAnswers() {
    if (answered == 0) {
      throw firstTrouble.orElseThrow();
    }
    return this;
  }

  public long sent() {
    return sent;
  }

  /** How many were answered, whatever the status. */
  public long answered() {
    return answered;
  }

  public long passed() {
    return passed;
  }

  public long refused() {
    return refused;
  }

  public long failed() {
    return failed;
  }

  /** Which request, counted from 1 in the order of sending, was the first to be refused. */
  public Optional<Integer> firstRefusalAt() {
    return refused == 0 ? Optional.empty() : Optional.of(firstRefusal);
  }

  public Optional<Duration> retryAfter() {
    return retryAfter;
  }

  public Map<String, Long> byStatus() {
    return Map.copyOf(byStatus);
  }

  public Map<String, Long> troubles() {
    return Map.copyOf(troubles);
  }

  /** Of the requests that passed. */
  public Latencies latencies() {
    return latencies;
  }

  /** From the first request until the last answer. */
  public Duration took() {
    return took;
  }

  /** All that came, for a message: {@code 200: 21, 503: 19}. */
  public String counts() {
    return Stream.concat(byStatus.entrySet().stream(), troubles.entrySet().stream())
        .map(entry -> entry.getKey() + ": " + entry.getValue())
        .collect(Collectors.joining(", "));
  }
}
