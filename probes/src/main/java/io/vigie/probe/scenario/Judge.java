package io.vigie.probe.scenario;

import io.vigie.contract.result.Outcome.Unmet;
import io.vigie.probe.expect.Vocabulary;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Holds what a step found against what it must find. */
final class Judge {

  private static final List<String> GOES_WELL = List.of("status >= 200 && status < 400");

  private final Variables variables;
  private final Pace pace;
  private final Optional<URI> loginPage;

  Judge(Variables variables, Pace pace, Optional<URI> loginPage) {
    this.variables = variables;
    this.pace = pace;
    this.loginPage = loginPage;
  }

  boolean refuses(Answer answer) {
    return Refusal.is(answer, loginPage);
  }

  /** What is not as it must be. */
  List<Unmet> unmet(ScenarioStep step, Answer answer, Session session) {
    List<String> expected = step.expect().isEmpty() && !step.refused() ? GOES_WELL : step.expect();
    Map<String, Object> facts = new HashMap<>(StepWords.facts(answer, pace.now()));
    facts.putAll(common());
    facts.put(
        "jar",
        session.jar().kept(pace.now()).stream().map(cookie -> cookie.words(pace.now())).toList());
    return StepExpectations.of(expected).judge(facts);
  }

  /** Fails where an answer is not as it must be. */
  void judge(ScenarioStep step, Answer answer, Session session) {
    if (step.refused() && !refuses(answer)) {
      throw new Setback(
          "not-refused", "must be refused (" + Refusal.REQUIRED + "), was " + said(answer));
    }
    require(unmet(step, answer, session));
  }

  void judge(ScenarioStep step, WebToken token, Optional<Boolean> verified) {
    Map<String, Object> facts = new HashMap<>(StepWords.facts(token, verified));
    facts.putAll(common());
    require(StepExpectations.of(step.expect()).judge(facts));
  }

  private Map<String, Object> common() {
    return Map.of("vars", variables.all(), Vocabulary.NOW, pace.now(), "duration", pace.elapsed());
  }

  static void require(List<Unmet> unmet) {
    if (!unmet.isEmpty()) {
      throw new Setback("step-unmet", summary(unmet), unmet);
    }
  }

  static String summary(List<Unmet> unmet) {
    Unmet first = unmet.getFirst();
    String others = unmet.size() == 1 ? "" : " (and " + (unmet.size() - 1) + " more unmet)";
    return first.found() + ", expected " + first.expression() + others;
  }

  /** An answer in a few words. */
  static String said(Answer answer) {
    String to =
        answer
            .location()
            .filter(_ -> answer.status() >= 300 && answer.status() < 400)
            .map(uri -> " to " + Place.shown(uri, answer.from()))
            .orElse("");
    return answer.status() + to;
  }
}
