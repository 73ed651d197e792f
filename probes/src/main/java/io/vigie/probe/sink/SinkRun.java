package io.vigie.probe.sink;

import io.vertx.core.Future;
import io.vigie.probe.Observation;
import io.vigie.probe.net.Attempt;
import io.vigie.probe.net.Trouble.Ours;
import io.vigie.probe.settings.DurationText;
import io.vigie.probe.sink.Sinks.Order;
import io.vigie.probe.sink.Sinks.Recent;
import io.vigie.probe.sink.Sinks.Sink;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** One look at what an application sends. */
final class SinkRun {

  private final SinkSettings settings;
  private final Attempt attempt;
  private final Optional<String> nonce;
  private final Map<String, Object> facts = new HashMap<>();

  SinkRun(SinkSettings settings, Attempt attempt) {
    this.settings = settings;
    this.attempt = attempt;
    this.nonce = settings.usesNonce() ? Optional.of(Listening.nonce()) : Optional.empty();
  }

  Future<Observation> look() {
    facts.put("trigger.status", 0L);
    facts.put("trigger.body", "");
    facts.put("nonce", nonce.orElse(""));
    return settings.last().isPresent() ? judgeRecent(settings.last().get()) : listen();
  }

  private Future<Observation> judgeRecent(Duration last) {
    attempt.enter(SinkVocabulary.ARRIVAL);
    Listening here = Listening.on(attempt);
    attempt.fact("sink", here.address(settings.name(), settings.tls()));
    Recent recent = Listening.sinks(attempt).recent(order(), last);
    List<SinkRequest> requests = recent.requests();
    if (recent.watched().compareTo(last) < 0 && requests.size() < Math.max(1, settings.least())) {
      throw new Ours(
          "not-watched-long-enough",
          "the sink "
              + settings.name()
              + " has listened for "
              + shown(recent.watched())
              + ", must have for "
              + shown(last)
              + " before it is known that nothing came");
    }
    return Future.succeededFuture(
        judged(requests, requests.size(), 0, 0, "in the last " + shown(last)));
  }

  private Future<Observation> listen() {
    Listening here = Listening.on(attempt);
    String address = here.address(settings.name(), settings.tls());
    attempt.fact("sink", address);
    return here.begin(order())
        .compose(_ -> trigger(address))
        .compose(_ -> here.await(arrivals(here.sink())))
        .compose(attempt::unlessEnded)
        .map(_ -> seen(here.sink()))
        .eventually(() -> closed(here));
  }

  private Order order() {
    return new Order(
        settings.name(),
        settings.tls(),
        settings.answers().values(),
        nonce,
        Set.copyOf(settings.keep()));
  }

  private static Future<Void> closed(Listening here) {
    here.close();
    return Future.succeededFuture();
  }

  private Future<Void> trigger(String address) {
    if (settings.trigger().isEmpty()) {
      return Future.succeededFuture();
    }
    attempt.enter(SinkVocabulary.TRIGGER);
    return new Trigger(settings.trigger().get(), attempt, nonce.orElse(""), address)
        .pull()
        .onSuccess(
            answer -> {
              facts.put("trigger.status", (long) answer.status());
              facts.put("trigger.body", answer.text());
            })
        .mapEmpty();
  }

  private Arrivals arrivals(Sink sink) {
    Arrivals all =
        Arrivals.of(
            settings.exactly(),
            settings.least(),
            settings.within(),
            settings.quiet(),
            sink.openFor().plus(attempt.context().remaining()));
    return settings.tls() == Door.SELF_SIGNED ? all.refusing() : all;
  }

  private Observation seen(Sink sink) {
    return judged(
        sink.requests(),
        sink.count(),
        sink.others(),
        sink.refusals().size(),
        "within " + shown(sink.openFor()));
  }

  private Observation judged(
      List<SinkRequest> requests, int count, int others, int refusals, String where) {
    List<Duration> gaps = SinkJudge.gaps(requests);
    facts.put("count", (long) count);
    facts.put("others", (long) others);
    facts.put("requests", SinkVocabulary.values(requests));
    facts.put("gaps", gaps);
    facts.put("growing", SinkJudge.growing(gaps));
    facts.put("firstAfter", requests.isEmpty() ? Duration.ZERO : requests.getFirst().after());
    facts.put("tlsRefused", (long) refusals);
    describe(requests, count, others, refusals, gaps);
    new SinkJudge(settings, where).judge(requests, count, refusals);
    facts.putAll(attempt.times(SinkVocabulary.STAGES));
    return attempt.seen(facts);
  }

  /** What arrived may hold anything: how much and when is evidence, its content is not. */
  private void describe(
      List<SinkRequest> requests, int count, int others, int refusals, List<Duration> gaps) {
    attempt.number("count", count);
    attempt.fact("count", String.valueOf(count));
    attempt.fact("others", String.valueOf(others));
    attempt.fact("tlsRefused", String.valueOf(refusals));
    attempt.fact(
        "answered", joined(requests.stream().map(r -> String.valueOf(r.status())).toList()));
    attempt.fact("gaps", joined(gaps.stream().map(SinkRun::shown).toList()));
    nonce.ifPresent(word -> attempt.fact("nonce", word));
  }

  private static String joined(List<String> words) {
    return words.stream().limit(20).collect(Collectors.joining(", "));
  }

  private static String shown(Duration span) {
    return DurationText.print(Duration.ofMillis(span.toMillis()));
  }
}
