package io.vigie.probe.redirect;

import io.vertx.core.Future;
import io.vigie.contract.result.Evidence;
import io.vigie.contract.result.Outcome;
import io.vigie.probe.Observation;
import io.vigie.probe.Observation.Seen;
import io.vigie.probe.ProbeContext;
import io.vigie.probe.expect.Lazy;
import io.vigie.probe.http.HttpProbe;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The way of one run: asks, and asks where it is sent, until it is sent nowhere. */
final class RedirectRun {

  private final RedirectSettings settings;
  private final ProbeContext context;
  private final HttpProbe http;
  private final long startedAt = System.nanoTime();
  private final List<Step> steps = new ArrayList<>();
  private final List<Evidence.Phase> phases = new ArrayList<>();
  private long enteredAt = startedAt;

  RedirectRun(RedirectSettings settings, ProbeContext context, HttpProbe http) {
    this.settings = settings;
    this.context = context;
    this.http = http;
  }

  Future<Observation> look() {
    return ask(URI.create(settings.url()));
  }

  private Future<Observation> ask(URI url) {
    return http.observe(Step.request(url, settings.tls()), context)
        .compose(
            observation ->
                switch (observation) {
                  case Seen seen -> answered(url, seen);
                  case Observation.Failed failed ->
                      Future.succeededFuture(failed(failed.failure(), failed.evidence()));
                  case Observation.Blind blind -> Future.succeededFuture(blind);
                });
  }

  private Future<Observation> answered(URI url, Seen seen) {
    long now = System.nanoTime();
    phases.add(new Evidence.Phase("step-" + (steps.size() + 1), Duration.ofNanos(now - enteredAt)));
    enteredAt = now;
    long status = (Long) seen.facts().get("status");
    Optional<String> header = location(seen);
    Optional<URI> location = header.flatMap(text -> Step.resolved(url, text));
    boolean leads = Step.isRedirect(status);
    steps.add(new Step(url, status, leads ? location : Optional.empty()));
    if (!leads) {
      return Future.succeededFuture(
          steps.size() == 1 ? missing(status, seen.evidence()) : seen(seen.evidence()));
    } else if (location.isEmpty()) {
      return Future.succeededFuture(leadsNowhere(header, seen.evidence()));
    }
    return goOn(url, location.get(), seen.evidence());
  }

  private static Optional<String> location(Seen seen) {
    Object headers = seen.facts().get("headers");
    Object value = headers instanceof Lazy lazy ? lazy.value() : headers;
    return value instanceof Map<?, ?> map
        ? Optional.ofNullable((String) map.get("location"))
        : Optional.empty();
  }

  private Future<Observation> goOn(URI from, URI to, Evidence evidence) {
    if (steps.stream().anyMatch(step -> step.url().equals(to))) {
      return failed("redirect-loop", "redirect leads back to " + to, evidence);
    } else if (Step.isSecure(from) && !Step.isSecure(to)) {
      return failed("redirect-downgrade", "redirect leads from https to " + to, evidence);
    } else if (steps.size() > settings.most()) {
      return failed(
          "too-many-redirects",
          "must be at most " + settings.most() + " redirects, the next leads to " + to,
          evidence);
    }
    return ask(to);
  }

  private Future<Observation> failed(String code, String summary, Evidence evidence) {
    return Future.succeededFuture(
        failed(new Outcome.Failure(code, "redirect", summary, List.of()), evidence));
  }

  private Observation missing(long status, Evidence evidence) {
    return failed(
        new Outcome.Failure(
            "redirect-missing",
            "redirect",
            "must be a redirect, was an answer of status " + status,
            List.of()),
        evidence);
  }

  private Observation leadsNowhere(Optional<String> header, Evidence evidence) {
    String found = header.map(text -> "leads to \"" + shown(text) + '"').orElse("has no Location");
    return failed(
        new Outcome.Failure(
            "redirect-refused",
            "redirect",
            "a redirect must lead to an http or https URL, " + found,
            List.of()),
        evidence);
  }

  /** Without a password that somebody wrote where none belongs. */
  private static String shown(String location) {
    String masked = location.replaceFirst("//[^/?#]*@", "//…@");
    return masked.length() <= 200 ? masked : masked.substring(0, 200) + "…";
  }

  private Observation failed(Outcome.Failure failure, Evidence evidence) {
    String where =
        steps.isEmpty() || failure.code().contains("redirect")
            ? failure.summary()
            : failure.summary() + ", redirected from " + settings.url();
    return new Observation.Failed(
        new Outcome.Failure(failure.code(), failure.phase(), where, failure.unmet()),
        evidence(evidence));
  }

  private Observation seen(Evidence evidence) {
    Map<String, Object> facts =
        RedirectVocabulary.facts(
            steps, context.startedAt(), Duration.ofNanos(System.nanoTime() - startedAt));
    return new Seen(facts, evidence(evidence));
  }

  /** Of the last answer, with the way that led there. */
  private Evidence evidence(Evidence last) {
    Map<String, String> facts = new HashMap<>(last.facts());
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      String to = step.location().map(url -> " → " + url).orElse("");
      facts.put("step-" + (i + 1), step.status() + " " + step.url() + to);
    }
    Map<String, Double> numbers = new HashMap<>(last.numbers());
    numbers.put("redirects", Math.max(0.0, steps.size() - 1.0));
    return new Evidence(facts, numbers, phases, Optional.empty(), false);
  }
}
