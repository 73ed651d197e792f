package io.vigie.alert.route;

import io.vigie.alert.route.Plan.Owed;
import io.vigie.alert.silence.Silences;
import io.vigie.alert.wording.Sentence;
import io.vigie.contract.alert.Silence;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.Severity;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The way of each incident: the first rule that matches; where it names no channels, or none
 * matches, the channels behind the route that the checklist names. A route that is not configured
 * goes the way of {@code default}; where that is not configured either, every channel is told, so
 * that one channel and no route is a complete configuration.
 */
public final class Routes implements Audience {

  /** Silence and quiet hours can follow each other so often; then it is told anyway. */
  private static final int MOST_IN_A_ROW = 20;

  private final List<Rule> rules;
  private final Map<String, List<String>> routes;
  private final List<String> otherwise;
  private final Set<String> channels;
  private final Optional<String> fallback;
  private final Silences silences;

  /** No rules, no fallback, no silences. */
  public Routes(Map<String, ? extends Collection<String>> routes, Collection<String> channels) {
    this(List.of(), routes, channels, Optional.empty(), new Silences());
  }

  /**
   * Fails with the name of the setting that leads to a channel which is not there.
   *
   * @param fallback who is told where a channel will not have it
   */
  public Routes(
      List<Rule> rules,
      Map<String, ? extends Collection<String>> routes,
      Collection<String> channels,
      Optional<String> fallback,
      Silences silences) {
    Known known = new Known(new TreeSet<>(channels));
    Map<String, List<String>> checked = new TreeMap<>();
    routes.forEach((name, to) -> checked.put(name, known.checked("routes." + name, to)));
    rules.forEach(known::check);
    fallback.ifPresent(name -> known.checked("fallback", List.of(name)));
    this.rules = rules.stream().sorted(Comparator.comparingInt(Rule::number)).toList();
    this.routes = Map.copyOf(checked);
    this.channels = known.names();
    this.otherwise = this.routes.getOrDefault(Check.DEFAULT_ROUTE, List.copyOf(this.channels));
    this.fallback = fallback;
    this.silences = silences;
  }

  /** Every channel that is configured, in the order of their names. */
  public Set<String> channels() {
    return channels;
  }

  /** Who is told where a channel will not have it. */
  public Optional<String> fallback() {
    return fallback;
  }

  public List<Rule> rules() {
    return rules;
  }

  /** The channels on which a rule may have something told. */
  public Set<String> channelsOf(Rule rule) {
    if (!rule.channels().isEmpty()) {
      return new TreeSet<>(rule.channels());
    }
    Set<String> any = new TreeSet<>();
    if (rule.routes().isEmpty()) {
      routes.values().forEach(any::addAll);
      any.addAll(otherwise);
    }
    rule.routes().forEach(name -> any.addAll(routes.getOrDefault(name, otherwise)));
    return any;
  }

  /** The channels that a checklist's route leads to; none when no channel is configured. */
  public List<String> channelsFor(Check check) {
    return routes.getOrDefault(check.route(), otherwise);
  }

  /** The way that an incident of {@code check} takes that opens {@code at}. */
  public Decision decide(Check check, Instant at) {
    Following usual = usual(check.meaning().severity());
    return rules.stream()
        .filter(rule -> rule.matches(check, at))
        .findFirst()
        .map(rule -> decision(rule, check, usual))
        .orElseGet(
            () ->
                new Decision(
                    "route " + check.route(),
                    becauseNamed(check.route()),
                    channelsFor(check),
                    QuietHours.NONE,
                    usual,
                    Optional.empty()));
  }

  private String becauseNamed(String route) {
    boolean configured = routes.containsKey(route);
    if (route.equals(Check.DEFAULT_ROUTE)) {
      return configured
          ? "the checklist names no other"
          : "the checklist names no other, and there is none: every channel is told";
    }
    return configured
        ? "the checklist names it"
        : "the checklist names it; not configured, so it goes the way of default";
  }

  private Decision decision(Rule rule, Check check, Following usual) {
    return new Decision(
        Sentence.RULE.of(rule.number()),
        "the first that matches: " + rule.words(),
        rule.channels().isEmpty() ? channelsFor(check) : rule.channels(),
        rule.quiet(),
        rule.following(usual),
        rule.digest());
  }

  private Following usual(Severity severity) {
    Following usual = Following.of(severity);
    return new Following(usual.escalateAfter(), fallback.stream().toList(), usual.remind());
  }

  @Override
  public Plan plan(Check check, Instant at) {
    Decision decision = decide(check, at);
    if (decision.digest().isPresent()) {
      return new Plan(decision.route(), List.of());
    }
    Hold hold = holdOrNone(check, decision, at);
    boolean held = hold.until().isAfter(at);
    String because = held ? hold.because() : decision.route();
    return new Plan(
        decision.route(),
        decision.channels().stream()
            .map(channel -> new Owed(channel, hold.until(), held, because))
            .toList());
  }

  /** What no clock can show must not keep anybody from being told. */
  private Hold holdOrNone(Check check, Decision decision, Instant at) {
    try {
      return hold(check, decision, at);
    } catch (DateTimeException e) {
      return new Hold(at, "");
    }
  }

  /**
   * Until when nobody is told, and why.
   *
   * @param until the moment that was asked about where somebody is told at once
   */
  public record Hold(Instant until, String because) {}

  /** Until when nobody is told of an incident of {@code check}. */
  public Hold hold(Check check, Decision decision, Instant at) {
    Instant until = at;
    List<String> reasons = new ArrayList<>();
    for (int i = 0; i < MOST_IN_A_ROW; i++) {
      Optional<Silence> silence = silences.covering(check, until);
      Optional<Instant> quiet = quietUntil(check, decision, until);
      if (silence.isPresent()) {
        reasons.add(Sentence.SILENCE_BY.of(silence.get().by(), silence.get().reason()));
        until = silence.get().end();
      } else if (quiet.isPresent()) {
        reasons.add(Sentence.QUIET_HOURS.of(decision.quiet().words()));
        until = quiet.get();
      } else {
        break;
      }
    }
    return new Hold(until, String.join("; then ", reasons));
  }

  /** The silence that covers {@code check}, if one does. */
  public Optional<Silence> silence(Check check, Instant at) {
    return silences.covering(check, at);
  }

  /** P0 passes at any hour. */
  private static Optional<Instant> quietUntil(Check check, Decision decision, Instant at) {
    return check.meaning().severity() == Severity.P0
        ? Optional.empty()
        : decision.quiet().until(at);
  }

  /** The channels that there are. */
  private record Known(Set<String> names) {

    void check(Rule rule) {
      String setting = "rules." + rule.number();
      checked(setting + ".channels", rule.channels());
      checked(setting + ".escalate-to", rule.escalateTo());
    }

    List<String> checked(String setting, Collection<String> to) {
      for (String channel : to) {
        if (!names.contains(channel)) {
          throw new IllegalArgumentException(
              "vigie.alert."
                  + setting
                  + ": must name configured channels, was \""
                  + channel
                  + "\"; configured: "
                  + (names.isEmpty() ? "none" : String.join(", ", names)));
        }
      }
      return to.stream().distinct().toList();
    }
  }
}
