package io.vigie.probe.cors;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vigie.probe.Observation;
import io.vigie.probe.burst.Ask;
import io.vigie.probe.net.Attempt;
import io.vigie.probe.net.Trouble.Broken;
import io.vigie.probe.web.Web;
import io.vigie.probe.web.WebRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The way of one run: one question after the other, and what is to be said of the answers. */
final class CorsRun {

  private static final int BODY = 4 * 1024;
  private static final int LONGEST = 900;

  private final CorsSettings settings;
  private final Attempt attempt;
  private final Web web;
  private final List<Question> questions;
  private final List<Grant> grants = new ArrayList<>();

  CorsRun(CorsSettings settings, Attempt attempt) {
    this.settings = settings;
    this.attempt = attempt;
    this.web = Web.on(attempt);
    this.questions = Question.all(settings);
  }

  Future<Observation> look() {
    WebRequest preflight = request(Map.of());
    WebRequest simple = request(settings.send());
    attempt.enter(CorsVocabulary.ASK);
    attempt.progress(() -> grants.size() + " of " + questions.size() + " requests had ended");
    return ask(preflight, simple).map(_ -> judged());
  }

  private WebRequest request(Map<String, String> headers) {
    return Ask.get(settings.url(), headers, settings.trust()).request(attempt.context(), BODY);
  }

  private Future<Void> ask(WebRequest preflight, WebRequest simple) {
    if (grants.size() == questions.size()) {
      return Future.succeededFuture();
    }
    Question next = questions.get(grants.size());
    return web.sendAside(asked(next, next.isPreflight() ? preflight : simple))
        .compose(
            response -> {
              grants.add(Grant.of(next, response));
              return pause();
            })
        .compose(_ -> ask(preflight, simple));
  }

  private static WebRequest asked(Question question, WebRequest request) {
    WebRequest from = request.withHeader("origin", question.origin());
    if (question.method().isEmpty()) {
      return from;
    }
    WebRequest preflight =
        from.withMethod("OPTIONS")
            .withHeader("access-control-request-method", question.method().get());
    return question.headers().isEmpty()
        ? preflight
        : preflight.withHeader(
            "access-control-request-headers",
            String.join(",", question.headers().stream().sorted().toList()));
  }

  private Future<Void> pause() {
    Promise<Void> over = Promise.promise();
    var _ =
        attempt
            .loop()
            .schedule(() -> over.complete(), settings.pause().toNanos(), TimeUnit.NANOSECONDS);
    return over.future().compose(attempt::unlessEnded);
  }

  private Observation judged() {
    Judgement judgement = Judgement.of(settings, grants);
    if (judgement.worst().isPresent()) {
      Map<String, String> sentences = judgement.sentences();
      throw new Broken(
          judgement.worst().get().code(), cut(String.join("; ", sentences.values())), sentences);
    }
    attempt.number("asked", grants.size());
    Map<String, Object> facts = new HashMap<>(CorsVocabulary.facts(grants));
    facts.putAll(attempt.times(CorsVocabulary.STAGES));
    return attempt.seen(facts);
  }

  private static String cut(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }
}
