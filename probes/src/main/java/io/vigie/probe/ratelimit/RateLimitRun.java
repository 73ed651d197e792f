package io.vigie.probe.ratelimit;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vigie.probe.Observation;
import io.vigie.probe.burst.Burst;
import io.vigie.probe.burst.Tally;
import io.vigie.probe.net.Attempt;
import io.vigie.probe.net.Trouble.Broken;
import io.vigie.probe.settings.DurationText;
import io.vigie.probe.web.Web;
import io.vigie.probe.web.WebRequest;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The way of one run: the burst, what is to be said of it, and the recovery. */
final class RateLimitRun {

  private static final int BODY = 4 * 1024;

  /** A target may ask for any wait; nobody is kept waiting for longer than this on its word. */
  private static final Duration LONGEST_REST = Duration.ofMinutes(1);

  private final RateLimitSettings settings;
  private final Attempt attempt;
  private final Web web;

  RateLimitRun(RateLimitSettings settings, Attempt attempt) {
    this.settings = settings;
    this.attempt = attempt;
    this.web = Web.on(attempt);
  }

  Future<Observation> look() {
    WebRequest request = settings.ask().request(attempt.context(), BODY);
    attempt.enter(RateLimitVocabulary.BURST);
    attempt.context().leaveAlone(settings.recovery().orElse(Duration.ZERO));
    return Burst.send(attempt, web, request, settings.plan())
        .map(this::judged)
        .compose(tally -> recovered(request, tally).map(recovery -> seen(tally, recovery)));
  }

  private Tally judged(Tally tally) {
    attempt.fact("answers", tally.counts());
    attempt.number("passed", (double) tally.passed());
    attempt.number("refused", (double) tally.refused());
    attempt.context().leaveAlone(rest(tally));
    tally.requireAnswers();
    if (tally.refused() == 0) {
      throw broken("no-refusal", "must refuse some of " + tally.sent() + " requests", tally);
    } else if (passedBeforeRefusal(tally) < settings.least()) {
      throw broken(
          "refused-too-early", "must let " + settings.least() + " pass before it refuses", tally);
    } else if (tally.passed() > settings.mostOrAllButOne()) {
      throw broken(
          "refused-too-late", "must let at most " + settings.mostOrAllButOne() + " pass", tally);
    }
    return tally;
  }

  /** How long others may be refused because of these requests. */
  private Duration rest(Tally tally) {
    return tally.refused() == 0
        ? Duration.ZERO
        : settings
            .recovery()
            .or(() -> tally.retryAfter().filter(wait -> wait.compareTo(LONGEST_REST) <= 0))
            .orElse(Duration.ZERO);
  }

  /** Where several are under way, which of them came first is the target's secret. */
  private long passedBeforeRefusal(Tally tally) {
    return settings.concurrency() == 1
        ? Math.min(tally.passed(), tally.firstRefusalAt().orElseThrow() - 1L)
        : tally.passed();
  }

  private static Broken broken(String code, String required, Tally tally) {
    String first =
        tally.firstRefusalAt().map(at -> ", the first of them was number " + at).orElse("");
    return new Broken(
        code,
        required
            + ": "
            + tally.passed()
            + " passed, "
            + tally.refused()
            + " were refused"
            + first
            + " ("
            + tally.counts()
            + ")");
  }

  private Future<Optional<Recovery>> recovered(WebRequest request, Tally tally) {
    if (settings.recovery().isEmpty()) {
      return Future.succeededFuture(Optional.empty());
    }
    attempt.enter(RateLimitVocabulary.RECOVERY);
    List<Duration> looks = Recovery.looks(settings.recovery().get(), tally.retryAfter());
    return ask(request, looks, System.nanoTime()).map(Optional::of);
  }

  private Future<Recovery> ask(WebRequest request, List<Duration> looks, long since) {
    if (looks.isEmpty()) {
      return Future.failedFuture(
          new Broken(
              "not-recovered",
              "a request must pass again within "
                  + settings.recovery().map(DurationText::print).orElseThrow()
                  + ", was refused still"));
    }
    return at(since + looks.getFirst().toNanos())
        .compose(_ -> Burst.send(attempt, web, request, settings.oneMore()))
        .compose(
            one ->
                one.passed() == 1
                    ? Future.succeededFuture(recoveredAfter(since(since)))
                    : ask(request, looks.subList(1, looks.size()), since));
  }

  /** The request that passed may be the one too many of the next round, with the same rest. */
  private Recovery recoveredAfter(Duration time) {
    attempt.context().leaveAlone(time);
    return new Recovery(time);
  }

  private static Duration since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }

  private Future<Void> at(long nanos) {
    Promise<Void> due = Promise.promise();
    var _ =
        attempt
            .loop()
            .schedule(() -> due.complete(), nanos - System.nanoTime(), TimeUnit.NANOSECONDS);
    return due.future().compose(attempt::unlessEnded);
  }

  private Observation seen(Tally tally, Optional<Recovery> recovery) {
    Map<String, Object> facts = new HashMap<>(RateLimitVocabulary.facts(tally, recovery));
    recovery.ifPresent(seen -> attempt.number("recoveredSeconds", seen.after().toMillis() / 1e3));
    facts.putAll(attempt.times(RateLimitVocabulary.STAGES));
    return attempt.seen(facts);
  }
}
