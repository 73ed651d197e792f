package io.vigie.probe.scenario;

import io.vigie.probe.settings.InvalidSetting;
import java.net.URI;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What one step needs of others and of the whole. */
final class ScenarioRules {

  private ScenarioRules() {}

  static void check(
      URI base,
      Map<String, ScenarioAccount> accounts,
      Optional<ScenarioLogin> login,
      List<ScenarioStep> steps,
      List<ScenarioStep> cleanup) {
    Set<String> known = new HashSet<>(Variables.GIVEN);
    login.ifPresent(way -> requireKnown("login", texts(way), known));
    each("steps", base, accounts.keySet(), login.isPresent(), steps, known);
    each("cleanup", base, accounts.keySet(), login.isPresent(), cleanup, known);
  }

  private static Stream<String> texts(ScenarioLogin way) {
    return Stream.concat(
        Stream.of(Optional.of(way.opens()), way.page(), way.post()).flatMap(Optional::stream),
        way.also().values().stream());
  }

  private static void each(
      String component,
      URI base,
      Set<String> accounts,
      boolean hasLogin,
      List<ScenarioStep> steps,
      Set<String> known) {
    for (int i = 0; i < steps.size(); i++) {
      ScenarioStep step = steps.get(i);
      String where = "number " + (i + 1) + " (" + step.title() + ") ";
      try {
        requireKnown(component, StepTexts.of(step), known);
        StepTexts.urls(step).forEach(url -> requireUrl(base, url));
        requireLogin(step, accounts, hasLogin);
      } catch (InvalidSetting e) {
        throw new InvalidSetting(component, where + e.requiredAndFound());
      } catch (IllegalArgumentException e) {
        throw new InvalidSetting(component, where + e.getMessage());
      }
      known.addAll(step.capture().keySet());
    }
  }

  private static void requireKnown(String component, Stream<String> texts, Set<String> known) {
    texts
        .flatMap(text -> Template.of(text).names().stream())
        .filter(name -> !known.contains(name))
        .findFirst()
        .ifPresent(
            name -> {
              throw new InvalidSetting(
                  component, "must use what an earlier step captures, {{" + name + "}} is unknown");
            });
  }

  /** Where nothing stands in for what is not known yet. */
  private static void requireUrl(URI base, String url) {
    Template template = Template.of(url.replaceAll("\\$\\{secret:[^}]*}", "x"));
    if (!template.beginsWithName()) {
      var _ = Place.resolve(base, template.fill(text -> text, _ -> "x"));
    }
  }

  private static void requireLogin(ScenarioStep step, Set<String> accounts, boolean hasLogin) {
    Collection<String> used =
        switch (step.deed()) {
          case Deed.Login(String account) -> Set.of(account);
          case Deed.Matrix(var routes) ->
              routes.values().stream()
                  .flatMap(row -> row.keySet().stream())
                  .filter(account -> !account.equals(Cells.ANONYMOUS))
                  .distinct()
                  .toList();
          case Deed.Request _, Deed.Submit _, Deed.Tries _, Deed.Pause _, Deed.Token _ -> Set.of();
        };
    used.stream()
        .filter(account -> !accounts.contains(account))
        .findFirst()
        .ifPresent(
            account -> {
              throw new IllegalArgumentException(
                  "must use one of accounts " + accounts + ", was " + account);
            });
    boolean needs = !used.isEmpty() || step.logout() || step.deed() instanceof Deed.Tries;
    if (needs && !hasLogin) {
      throw new IllegalArgumentException("needs login, which is absent");
    }
  }
}
