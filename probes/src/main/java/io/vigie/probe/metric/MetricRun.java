package io.vigie.probe.metric;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vigie.probe.Observation;
import io.vigie.probe.net.Attempt;
import io.vigie.probe.settings.DurationText;
import io.vigie.probe.web.Web;
import io.vigie.probe.web.WebRequest;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The way of one run: a look, and where it is wanted a second one. */
final class MetricRun {

  private final MetricSettings settings;
  private final Attempt attempt;
  private final Web web;
  private final Source source;

  MetricRun(MetricSettings settings, Attempt attempt) {
    this.settings = settings;
    this.attempt = attempt;
    this.web = Web.on(attempt);
    this.source = Source.of(settings);
  }

  Future<Observation> look() {
    WebRequest request = source.request(attempt.context());
    return read(request)
        .compose(
            first ->
                settings.over().isEmpty()
                    ? Future.succeededFuture(seen(first, Optional.empty(), Duration.ZERO))
                    : again(request, first, settings.over().get(), System.nanoTime()));
  }

  private Future<Observation> again(WebRequest request, Look first, Duration over, long since) {
    attempt.enter(MetricVocabulary.WAIT);
    return after(over)
        .compose(_ -> read(request))
        .map(second -> compared(first, second, over, Duration.ofNanos(System.nanoTime() - since)));
  }

  private Observation compared(Look first, Look second, Duration over, Duration between) {
    Change change = Change.between(first, second, settings.join());
    change.require(settings.trend(), DurationText.print(over));
    return seen(second, Optional.of(change), between);
  }

  private Future<Look> read(WebRequest request) {
    attempt.enter(MetricVocabulary.LOOK);
    return web.sendAside(request)
        .compose(response -> attempt.aside(() -> source.read(response)))
        .map(look -> look.requireUsable(settings.join()));
  }

  private Future<Void> after(Duration time) {
    Promise<Void> over = Promise.promise();
    var _ = attempt.loop().schedule(() -> over.complete(), time.toNanos(), TimeUnit.NANOSECONDS);
    return over.future().compose(attempt::unlessEnded);
  }

  private Observation seen(Look last, Optional<Change> change, Duration between) {
    Map<String, Object> facts =
        new HashMap<>(MetricVocabulary.facts(last, settings.join(), change, between));
    if (facts.get("value") instanceof Double value && Double.isFinite(value)) {
      attempt.number("value", value);
    }
    attempt.fact("format", last.format());
    facts.putAll(attempt.times(MetricVocabulary.STAGES));
    return attempt.seen(facts);
  }
}
