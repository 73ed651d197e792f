package io.vigie.alert.http;

import io.vigie.alert.route.Decision;
import io.vigie.alert.route.Routes;
import io.vigie.alert.route.Routes.Hold;
import io.vigie.contract.alert.Silence;
import io.vigie.contract.check.Check;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The way that an incident takes which opens at a moment.
 *
 * @param route the rule or the route that decides
 * @param because why that one
 * @param heldUntil until when nobody is told
 * @param digest the time of the day at which it is told with others, where it is not told by itself
 */
public record RouteView(
    String item,
    Instant at,
    String route,
    String because,
    List<String> channels,
    Optional<Instant> heldUntil,
    Optional<String> heldBecause,
    Optional<String> digest,
    Optional<Escalation> escalation,
    Optional<String> remindEvery,
    Optional<String> fallback,
    Optional<SilenceView> silence) {

  /** Who is told when nobody acknowledges it. */
  public record Escalation(String after, List<String> to) {}

  /** A silence that covers it. */
  public record SilenceView(String id, String by, String reason, Instant until) {}

  static RouteView of(Routes routes, Check check, Instant at) {
    Decision decision = routes.decide(check, at);
    Hold hold = routes.hold(check, decision, at);
    boolean held = decision.digest().isEmpty() && hold.until().isAfter(at);
    return new RouteView(
        check.item().toString(),
        at,
        decision.route(),
        decision.because(),
        decision.channels(),
        Optional.of(hold.until()).filter(_ -> held),
        Optional.of(hold.because()).filter(_ -> held),
        decision.digest().map(Object::toString),
        decision
            .following()
            .escalateAfter()
            .filter(_ -> decision.digest().isEmpty())
            .map(after -> new Escalation(span(after), decision.following().escalateTo())),
        decision.following().remind().filter(_ -> decision.digest().isEmpty()).map(RouteView::span),
        routes.fallback(),
        routes.silence(check, at).map(RouteView::view));
  }

  private static SilenceView view(Silence silence) {
    return new SilenceView(silence.id().toString(), silence.by(), silence.reason(), silence.end());
  }

  /** As it is written in a rule. */
  private static String span(Duration span) {
    if (span.toSecondsPart() != 0) {
      return span.toSeconds() + "s";
    }
    return span.toMinutesPart() == 0 ? span.toHours() + "h" : span.toMinutes() + "m";
  }
}
