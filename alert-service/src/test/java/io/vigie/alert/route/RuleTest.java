package io.vigie.alert.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.alert.Samples;
import io.vigie.alert.silence.Silences;
import io.vigie.contract.alert.Matcher;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.Meaning;
import io.vigie.contract.check.Severity;
import io.vigie.contract.check.Thresholds;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleTest {

  private static final List<String> CHANNELS = List.of("mail", "night", "ops");
  private static final String QUIET = "22:00-07:00 Europe/Paris";

  private final Silences silences = new Silences();

  static Check check(Severity severity, String route, String... tags) {
    Meaning of = Samples.meaning("Sign-in answers");
    Meaning meaning =
        new Meaning(
            of.systemTitle(),
            of.title(),
            of.category(),
            severity,
            of.owner(),
            of.why(),
            of.fix(),
            of.runbook(),
            of.source(),
            of.language(),
            List.of(tags));
    return Samples.check(Samples.item("CH-001"), Thresholds.DEFAULT, route, "r1", meaning);
  }

  private Routes routes(Map<String, Map<String, String>> rules) {
    return new Routes(
        new RuleReader(ZoneOffset.UTC).read(rules),
        Map.of("chrona-ops", List.of("ops")),
        CHANNELS,
        Optional.of("mail"),
        silences);
  }

  private static Instant at(String moment) {
    return Instant.parse(moment);
  }

  private Plan plan(Map<String, String> rule, Severity severity, String moment) {
    return routes(Map.of("10", rule)).plan(check(severity, "chrona-ops"), at(moment));
  }

  @ParameterizedTest
  @CsvSource({
    "match.system,      chrona,       true",
    "match.system,      chr*,         true",
    "match.system,      billing,      false",
    "match.environment, production,   true",
    "match.environment, staging,      false",
    "match.item,        CH-*,         true",
    "match.team,        team-chrona,  true",
    "match.team,        other,        false",
    "match.category,    availability, true",
    "match.category,    security,     false",
    "match.tag,         paying,       true",
    "match.tag,         free,         false",
    "match.severity,    P1,           true",
    "match.severity,    p1,           true",
    "match.severity,    P0,           false",
    "match.severity,    'P0, P1',     true",
    "match.route,       chrona-ops,   true",
    "match.route,       'x,default',  false",
    "match.hours,       Mon-Fri,      true",
    "match.hours,       'Sat,Sun',    false",
    "match.hours,       08:00-18:00,  true",
    "match.hours,       08:00-10:00,  false",
    "match.hours,       08:00-12:00 Europe/Paris, false"
  })
  void aRuleMatchesByEachThingThatIsKnownOfAnItem(String setting, String value, boolean matches) {
    Routes routes = routes(Map.of("1", Map.of(setting, value, "channels", "night")));
    // A Friday, 12:30 in Paris.
    Decision decision =
        routes.decide(check(Severity.P1, "chrona-ops", "paying"), at("2026-11-20T11:30:00Z"));
    assertThat(decision.channels()).containsExactly(matches ? "night" : "ops");
    assertThat(decision.route()).isEqualTo(matches ? "rule 1" : "route chrona-ops");
  }

  @Test
  void theFirstRuleThatMatchesCountsInTheOrderOfNumbers() {
    Routes routes =
        routes(
            Map.of(
                "10", Map.of("channels", "mail"),
                "9", Map.of("match.severity", "P0", "channels", "night,ops")));
    assertThat(routes.decide(check(Severity.P0, "x"), Samples.START).channels())
        .containsExactly("night", "ops");
    assertThat(routes.decide(check(Severity.P1, "x"), Samples.START).channels())
        .containsExactly("mail");
  }

  @Test
  void aRuleWithoutChannelsLeavesThemToTheChecklist() {
    Routes routes = routes(Map.of("1", Map.of("remind", "1h")));
    Decision decision = routes.decide(check(Severity.P1, "chrona-ops"), Samples.START);
    assertThat(decision.channels()).containsExactly("ops");
    assertThat(decision.following().remind()).contains(Duration.ofHours(1));
  }

  @Test
  void whatIsUrgentIsNotLeftAloneUnlessSomebodySaysSo() {
    Following usual = routes(Map.of()).decide(check(Severity.P0, "x"), Samples.START).following();
    assertThat(usual.escalateAfter()).contains(Duration.ofMinutes(15));
    assertThat(usual.escalateTo()).containsExactly("mail");
    assertThat(usual.remind()).contains(Duration.ofHours(4));
    Following less = routes(Map.of()).decide(check(Severity.P1, "x"), Samples.START).following();
    assertThat(less.escalateAfter()).isEmpty();
    assertThat(less.remind()).isEmpty();
    Following never =
        routes(Map.of("1", Map.of("escalate-after", "never", "remind", "never")))
            .decide(check(Severity.P0, "x"), Samples.START)
            .following();
    assertThat(never.escalateAfter()).isEmpty();
    assertThat(never.remind()).isEmpty();
  }

  @ParameterizedTest(name = "{0} at {1}: {2}")
  @CsvSource({
    // Winter: Paris is an hour ahead.
    "P1, 2026-11-20T20:59:59Z, 2026-11-20T20:59:59Z",
    "P1, 2026-11-20T21:00:00Z, 2026-11-21T06:00:00Z",
    "P1, 2026-11-21T05:59:59Z, 2026-11-21T06:00:00Z",
    "P1, 2026-11-21T06:00:00Z, 2026-11-21T06:00:00Z",
    "P0, 2026-11-20T23:00:00Z, 2026-11-20T23:00:00Z",
    "P2, 2026-11-20T23:00:00Z, 2026-11-21T06:00:00Z",
    // The night in which the clock is put forward, and the one in which it is put back.
    "P1, 2026-03-28T21:30:00Z, 2026-03-29T05:00:00Z",
    "P1, 2026-10-24T20:30:00Z, 2026-10-25T06:00:00Z"
  })
  void quietHoursHoldWhatIsNotUrgentUntilTheyEnd(Severity severity, String opened, String told) {
    Plan plan = plan(Map.of("quiet", QUIET), severity, opened);
    boolean held = !opened.equals(told);
    assertThat(plan.opening())
        .singleElement()
        .satisfies(
            owed -> {
              assertThat(owed.channel()).isEqualTo("ops");
              assertThat(owed.at()).isEqualTo(at(told));
              assertThat(owed.ifStillFailing()).isEqualTo(held);
              assertThat(owed.because()).isEqualTo(held ? "quiet hours " + QUIET : "rule 10");
            });
  }

  @Test
  void aQuietWeekendIsOneSpanWithTheNightBeforeIt() {
    Map<String, String> rule = Map.of("quiet", "22:00-07:00 Europe/Paris; Sat,Sun Europe/Paris");
    // Friday, 23:00 in Paris; Sunday's night ends on Monday at 07:00.
    assertThat(plan(rule, Severity.P1, "2026-11-20T22:00:00Z").opening().getFirst().at())
        .isEqualTo(at("2026-11-23T06:00:00Z"));
  }

  @Test
  void aSilenceHoldsWhateverItCoversAndP0Too() {
    Instant end = at("2026-11-20T10:00:00Z");
    silences.know(List.of(Samples.silence(end)));
    Plan plan = plan(Map.of(), Severity.P0, "2026-11-20T08:30:00Z");
    assertThat(plan.opening().getFirst())
        .isEqualTo(new Plan.Owed("ops", end, true, "silence by anne: deployment"));
    assertThat(plan(Map.of(), Severity.P0, "2026-11-20T10:00:00Z").opening().getFirst().at())
        .isEqualTo(end);
  }

  @Test
  void aSilenceThatWasEndedOrIsForOthersHoldsNothing() {
    Instant until = at("2026-11-20T10:00:00Z");
    Matcher others =
        new Matcher(
            Optional.of("billing"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    silences.know(
        List.of(
            Samples.silence(Matcher.ALL, until, Optional.of(at("2026-11-20T08:15:00Z"))),
            Samples.silence(others, until, Optional.empty())));
    assertThat(plan(Map.of(), Severity.P1, "2026-11-20T08:30:00Z").opening().getFirst())
        .matches(owed -> !owed.ifStillFailing());
  }

  @Test
  void whatASilenceLeavesToTheNightWaitsForTheMorning() {
    silences.know(List.of(Samples.silence(at("2026-11-20T22:30:00Z"))));
    Plan plan = plan(Map.of("quiet", QUIET), Severity.P1, "2026-11-20T20:00:00Z");
    assertThat(plan.opening().getFirst().at()).isEqualTo(at("2026-11-21T06:00:00Z"));
    assertThat(plan.opening().getFirst().because())
        .isEqualTo("silence by anne: deployment; then quiet hours " + QUIET);
  }

  @Test
  void whatIsToldOnceADayIsNotToldByItself() {
    assertThat(plan(Map.of("digest", "08:00"), Severity.P2, "2026-11-20T20:00:00Z").opening())
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-20T06:59:59Z, 2026-11-19T07:00:00Z, 2026-11-20T07:00:00Z",
    "2026-11-20T07:00:00Z, 2026-11-20T07:00:00Z, 2026-11-21T07:00:00Z",
    "2026-03-29T12:00:00Z, 2026-03-29T06:00:00Z, 2026-03-30T06:00:00Z"
  })
  void aTimeOfTheDayIsThatOfItsZone(String now, String last, String next) {
    Daily daily = new Daily(java.time.LocalTime.of(8, 0), java.time.ZoneId.of("Europe/Paris"));
    assertThat(daily.last(at(now))).isEqualTo(at(last));
    assertThat(daily.next(at(now))).isEqualTo(at(next));
    assertThat(daily.before(daily.next(at(now)))).isEqualTo(at(last));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1|match.severity|P9|vigie.alert.rules.1.match.severity: must be P0, P1 or P2, was \"P9\"",
        "1|chanels|ops|vigie.alert.rules.1.chanels: must be one of match.system,",
        "1|quiet|late|vigie.alert.rules.1.quiet: must name a time zone such as Europe/Paris, was"
            + " \"late\"",
        "1|quiet|00:00-24:00|vigie.alert.rules.1.quiet: must leave some time at which people are"
            + " told, was \"00:00-24:00\"",
        "1|quiet|07:00-19:00; 19:00-07:00 UTC|vigie.alert.rules.1.quiet: must leave some time",
        "1|quiet|22-7|vigie.alert.rules.1.quiet: must be times such as",
        "1|escalate-after|soon|vigie.alert.rules.1.escalate-after: must be a span such as 15m or"
            + " 4h, or never, was \"soon\"",
        "1|remind|0m|vigie.alert.rules.1.remind: must be a span such as 15m or 4h, or never",
        "1|digest|8 o'clock|vigie.alert.rules.1.digest: must be a time such as",
        "1|channels|ops,pager|vigie.alert.rules.1.channels: must name configured channels, was"
            + " \"pager\"; configured: mail, night, ops",
        "1|escalate-to|boss|vigie.alert.rules.1.escalate-to: must name configured channels, was"
            + " \"boss\"",
        "one|channels|ops|vigie.alert.rules.one: a rule must be named by a number, was \"one\""
      })
  void whatIsWrongRefusesTheStartByName(String rule, String setting, String value, String says) {
    assertThatThrownBy(() -> routes(Map.of(rule, Map.of(setting, value))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(says);
  }

  @Test
  void aFallbackThatIsNotThereRefusesTheStart() {
    assertThatThrownBy(
            () -> new Routes(List.of(), Map.of(), CHANNELS, Optional.of("fax"), silences))
        .hasMessageStartingWith("vigie.alert.fallback: must name configured channels, was \"fax\"");
  }

  @Test
  void namesFromTheEnvironmentHaveDotsForDashes() {
    Decision decision =
        routes(Map.of("1", Map.of("escalate.after", "5m", "match.severity", "P1")))
            .decide(check(Severity.P1, "x"), Samples.START);
    assertThat(decision.following().escalateAfter()).contains(Duration.ofMinutes(5));
  }
}
