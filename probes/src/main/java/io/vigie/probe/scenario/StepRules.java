package io.vigie.probe.scenario;

import io.vigie.probe.settings.DurationText;
import io.vigie.probe.settings.InvalidSetting;
import io.vigie.probe.web.RequestRules;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What goes with what in a step. */
final class StepRules {

  static final int MOST_TRIES = 20;
  static final int MOST_CELLS = 200;
  private static final int MOST_CAPTURES = 20;
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,99}");
  private static final Pattern ROUTE = Pattern.compile("(GET|POST|PUT|PATCH|DELETE) \\S+");

  private StepRules() {}

  /** All that a step says. */
  record Given(
      Deed deed,
      Body body,
      Map<String, String> headers,
      Optional<String> bearer,
      Optional<String> csrf,
      List<String> expect,
      Map<String, ScenarioCapture> capture,
      boolean refused,
      boolean logout,
      boolean forge,
      boolean until) {}

  static void check(Given step) {
    boolean request = step.deed() instanceof Deed.Request;
    boolean asks = request || step.deed() instanceof Deed.Submit;
    boolean answered = asks || step.deed() instanceof Deed.Login;
    only(request, step.body().kinds() > 0, "form, json, multipart and body", "a request");
    boolean headed = !step.headers().isEmpty() || step.bearer().isPresent();
    only(
        asks, headed || step.csrf().isPresent(), "headers, bearer and csrf", "a request or submit");
    only(asks, step.refused() || step.logout(), "refused and logout", "a request or submit");
    only(request, step.forge() || step.until(), "forge and until", "a request");
    only(answered, !step.capture().isEmpty(), "capture", "a request, submit or login");
    boolean judged = answered || step.deed() instanceof Deed.Token;
    only(judged, !step.expect().isEmpty(), "expect", "a request, submit, login or jwt");
    body(step);
    step.headers().keySet().forEach(RequestRules::requireHeaderName);
    StepExpectations.check(step.expect());
    captures(step.capture());
    deed(step.deed());
  }

  private static void only(boolean allowed, boolean used, String what, String with) {
    if (used && !allowed) {
      throw new IllegalArgumentException(what + " must be with " + with);
    }
  }

  private static void body(Given step) {
    if (step.body().kinds() > 1) {
      throw new IllegalArgumentException("must have one of form, json, multipart and body");
    }
    if (step.body().kinds() > 0
        && step.deed() instanceof Deed.Request(var method, _)
        && method.equals("GET")) {
      throw new IllegalArgumentException("get must have no form, json, multipart or body");
    }
    if (step.body().contentType().isPresent() && step.body().text().isEmpty()) {
      throw new InvalidSetting("contentType", "must be with body");
    }
    if (step.forge() && step.bearer().isEmpty()) {
      throw new InvalidSetting("forge", "must be with bearer, the genuine token");
    }
    if (step.until() && (step.refused() || step.logout() || step.forge())) {
      throw new InvalidSetting("until", "must be without refused, logout and forge");
    }
  }

  private static void captures(Map<String, ScenarioCapture> capture) {
    if (capture.size() > MOST_CAPTURES) {
      throw new InvalidSetting(
          "capture", "must be at most " + MOST_CAPTURES + ", were " + capture.size());
    }
    capture.keySet().forEach(StepRules::name);
  }

  private static void name(String name) {
    if (!NAME.matcher(name).matches() || Variables.GIVEN.contains(name)) {
      throw new InvalidSetting(
          "capture",
          "a name must be letters, digits and underscores, and none of "
              + Variables.GIVEN
              + ", was \""
              + name
              + '"');
    }
  }

  private static void deed(Deed deed) {
    switch (deed) {
      case Deed.Tries(var accounts) -> tries(accounts);
      case Deed.Matrix matrix -> matrix(matrix);
      case Deed.Pause(Duration time) -> {
        if (!time.isPositive() || time.compareTo(LONGEST_WAIT) > 0) {
          throw new InvalidSetting("pause", "must be at most 5m, was " + DurationText.print(time));
        }
      }
      case Deed.Request _, Deed.Submit _, Deed.Login _, Deed.Token _ -> {
        // The URL is judged with that of the scenario.
      }
    }
  }

  private static void tries(List<String> accounts) {
    if (accounts.size() > MOST_TRIES) {
      throw new InvalidSetting(
          "tries", "must be at most " + MOST_TRIES + ", were " + accounts.size());
    }
    if (accounts.stream().anyMatch(account -> account.indexOf(':') < 1)) {
      throw new InvalidSetting("tries", "each must be user:password");
    }
  }

  private static void matrix(Deed.Matrix matrix) {
    int cells = matrix.routes().values().stream().mapToInt(Map::size).sum();
    if (cells > MOST_CELLS) {
      throw new InvalidSetting("matrix", "must be at most " + MOST_CELLS + " cells, were " + cells);
    }
    matrix
        .routes()
        .forEach(
            (route, row) -> {
              if (!ROUTE.matcher(route).matches()) {
                throw new InvalidSetting(
                    "matrix", "a route must be such as GET /admin, was \"" + route + '"');
              }
              row.values().forEach(Cell::parse);
            });
  }
}
