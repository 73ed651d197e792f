package io.vigie.alert.route;

import io.vigie.contract.alert.Matcher;
import io.vigie.contract.check.Check;
import io.vigie.contract.due.OpenHours;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is done with incidents of some items. The first rule that matches is the one that counts.
 *
 * @param number by which rules are ordered
 * @param matchers any of them is enough
 * @param routes the routes of checklists that it is for; all where empty
 * @param hours when it counts
 * @param channels who is told; those of the checklist's route where empty
 * @param escalateAfter as the severity has it where absent; never where zero
 * @param escalateTo who is told then; the fallback where empty
 * @param remind as the severity has it where absent; never where zero
 * @param digest when what is open is told in one message, instead of each by itself
 */
public record Rule(
    int number,
    List<Matcher> matchers,
    Set<String> routes,
    OpenHours hours,
    List<String> channels,
    QuietHours quiet,
    Optional<Duration> escalateAfter,
    List<String> escalateTo,
    Optional<Duration> remind,
    Optional<Daily> digest) {

  public Rule {
    matchers = List.copyOf(matchers);
    routes = Set.copyOf(routes);
    channels = List.copyOf(channels);
    escalateTo = List.copyOf(escalateTo);
  }

  boolean matches(Check check, Instant at) {
    return (routes.isEmpty() || routes.contains(check.route()))
        && hours.contains(at)
        && matchers.stream().anyMatch(matcher -> matcher.matches(check));
  }

  /** For a person, such as {@code system billing, severity P1 or system billing, severity P2}. */
  String words() {
    String items = matchers.stream().map(Matcher::words).collect(Collectors.joining(" or "));
    return routes.isEmpty() ? items : items + ", route " + String.join(" or ", routes);
  }

  Following following(Following otherwise) {
    return new Following(
        escalateAfter.isPresent()
            ? escalateAfter.filter(Duration::isPositive)
            : otherwise.escalateAfter(),
        escalateTo.isEmpty() ? otherwise.escalateTo() : escalateTo,
        remind.isPresent() ? remind.filter(Duration::isPositive) : otherwise.remind());
  }
}
