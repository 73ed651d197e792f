package io.vigie.probe.scenario;

import io.vigie.contract.result.Evidence;
import io.vigie.contract.result.Outcome.Failure;
import io.vigie.contract.result.Outcome.Unmet;
import io.vigie.probe.Observation;
import io.vigie.probe.ProbeContext;
import io.vigie.probe.net.Trouble.Broken;
import io.vigie.probe.net.Trouble.Ours;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Plays the steps until one fails, then the clean-up, all of it, whatever came before. Confined to
 * one virtual thread.
 */
final class ScenarioRun {

  private final ScenarioSettings settings;
  private final ProbeContext context;
  private final Pace pace;
  private final Discretion discretion;
  private final Courier courier;
  private final Actor actor;
  private final List<Played> played = new ArrayList<>();

  /** A step that was played. */
  record Played(String word, String title, String found, Duration took, boolean went) {}

  /** Why a step did not end as it must. */
  private sealed interface Stop {
    String summary();

    record Failed(String word, String code, String summary, List<Unmet> unmet) implements Stop {}

    record Blind(String code, String summary) implements Stop {}
  }

  ScenarioRun(
      ScenarioSettings settings, ProbeContext context, String run, Pace pace, Transport transport) {
    this.settings = settings;
    this.context = context;
    this.pace = pace;
    this.discretion = new Discretion(context);
    this.courier = new Courier(settings.base(), settings.csrf(), transport, pace::now, discretion);
    this.actor = new Actor(settings, context, new Variables(run), pace, discretion, courier);
  }

  Observation play() {
    Optional<Stop> stop = Optional.empty();
    List<Stop> left = new ArrayList<>();
    try {
      stop = steps();
    } finally {
      pace.tidyUp();
      tidyUp(left);
    }
    return observation(stop, left);
  }

  private Optional<Stop> steps() {
    for (int i = 0; i < settings.steps().size(); i++) {
      Optional<Stop> stop = play("step-" + (i + 1), "step " + (i + 1), settings.steps().get(i));
      if (stop.isPresent()) {
        return stop;
      }
    }
    return Optional.empty();
  }

  private void tidyUp(List<Stop> left) {
    for (int i = 0; i < settings.cleanup().size(); i++) {
      play("cleanup-" + (i + 1), "clean-up " + (i + 1), settings.cleanup().get(i))
          .ifPresent(left::add);
    }
  }

  private Optional<Stop> play(String word, String called, ScenarioStep step) {
    long startedAt = System.nanoTime();
    String where = called + " (" + step.title() + "): ";
    try {
      String found = actor.act(step);
      note(word, step, found, startedAt, true);
      return Optional.empty();
    } catch (Setback e) {
      note(word, step, e.getMessage(), startedAt, false);
      return failed(word, e.code(), where + e.getMessage(), e.unmet());
    } catch (StackOverflowError e) {
      String deep = "the page must be nested less deep";
      note(word, step, deep, startedAt, false);
      return failed(word, "capture-failed", where + deep, List.of());
    } catch (Broken e) {
      note(word, step, e.getMessage(), startedAt, false);
      return failed(word, e.code(), where + e.getMessage(), List.of());
    } catch (Writer.Unknown e) {
      note(word, step, "skipped: " + e.getMessage(), startedAt, true);
      return Optional.empty();
    } catch (Ours e) {
      note(word, step, e.getMessage(), startedAt, false);
      return Optional.of(new Stop.Blind(e.code(), where + e.getMessage()));
    } catch (ProbeContext.SecretMissing e) {
      note(word, step, e.getMessage(), startedAt, false);
      return Optional.of(new Stop.Blind("secret-missing", where + e.getMessage()));
    }
  }

  private Optional<Stop> failed(String word, String code, String summary, List<Unmet> unmet) {
    List<Unmet> hidden =
        unmet.stream()
            .map(one -> new Unmet(one.expression(), discretion.hide(one.found())))
            .toList();
    return Optional.of(new Stop.Failed(word, code, discretion.hide(summary), hidden));
  }

  private void note(String word, ScenarioStep step, String found, long startedAt, boolean went) {
    Duration took = Duration.ofNanos(System.nanoTime() - startedAt);
    played.add(new Played(word, step.title(), discretion.hide(found), took, went));
  }

  private Observation observation(Optional<Stop> stop, List<Stop> left) {
    if (stop.isEmpty() && left.isEmpty()) {
      return new Observation.Seen(ScenarioVocabulary.facts(this), evidence());
    }
    if (stop.isEmpty()) {
      return switch (left.getFirst()) {
        case Stop.Failed(String word, _, String summary, List<Unmet> unmet) ->
            observed(word, "cleanup-failed", summary + others(left), kept(unmet, word, summary));
        case Stop.Blind(_, String summary) ->
            observed(
                "cleanup",
                "cleanup-failed",
                summary + others(left),
                kept(List.of(), "cleanup", discretion.hide(summary)));
      };
    }
    String behind = left.isEmpty() ? "" : "; and the clean-up failed: " + left.getFirst().summary();
    return switch (stop.get()) {
      case Stop.Failed(String word, String code, String summary, List<Unmet> unmet) ->
          observed(
              word, code, summary + behind, left.isEmpty() ? unmet : kept(unmet, word, summary));
      case Stop.Blind(String code, String summary) ->
          new Observation.Blind(code, discretion.hide(summary + behind), evidence());
    };
  }

  /** What was found stays found, where the clean-up was blind. */
  private static List<Unmet> kept(List<Unmet> unmet, String word, String summary) {
    return unmet.isEmpty() ? List.of(new Unmet(word, summary)) : unmet;
  }

  private static String others(List<Stop> left) {
    return left.size() == 1 ? "" : " (and " + (left.size() - 1) + " more)";
  }

  private Observation observed(String word, String code, String summary, List<Unmet> unmet) {
    return new Observation.Failed(
        new Failure(code, word, discretion.hide(summary), unmet), evidence());
  }

  private Evidence evidence() {
    Map<String, String> facts = new LinkedHashMap<>();
    List<Evidence.Phase> phases = new ArrayList<>();
    for (Played step : played) {
      facts.put(step.word(), step.title() + " → " + step.found());
      phases.add(new Evidence.Phase(step.word(), step.took()));
    }
    actor.cells().forEach((route, found) -> facts.put("matrix " + route, discretion.hide(found)));
    Map<String, Double> numbers =
        Map.of(
            "steps", (double) played.size(),
            "requests", (double) courier.requests(),
            "cells", (double) actor.cellCount());
    return new Evidence(facts, numbers, phases, Optional.empty(), false);
  }

  List<Played> played() {
    return List.copyOf(played);
  }

  int requests() {
    return courier.requests();
  }

  int cells() {
    return actor.cellCount();
  }

  Duration took() {
    return pace.elapsed();
  }

  ProbeContext context() {
    return context;
  }
}
