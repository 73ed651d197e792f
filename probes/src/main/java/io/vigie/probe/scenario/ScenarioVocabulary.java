package io.vigie.probe.scenario;

import static dev.cel.common.types.SimpleType.BOOL;
import static dev.cel.common.types.SimpleType.DURATION;
import static dev.cel.common.types.SimpleType.INT;
import static dev.cel.common.types.SimpleType.STRING;

import dev.cel.common.types.ListType;
import dev.cel.common.types.StructType;
import io.vigie.probe.expect.Vocabulary;
import io.vigie.probe.net.Glossary;
import java.util.List;
import java.util.Map;

/** What an expectation may say of a scenario whose steps have all gone well. */
final class ScenarioVocabulary {

  private static final StructType STEP =
      Glossary.record("ScenarioStep", Map.of("name", STRING, "found", STRING, "took", DURATION));

  static final Vocabulary WORDS =
      new Glossary()
          .add("completed", BOOL, "Whether every step and the clean-up went as they must.")
          .add("steps", ListType.create(STEP), "All steps: name, found, took.")
          .add("requests", INT, "How many requests were made.")
          .add("cells", INT, "How many cells of matrices were looked at.")
          .vocabulary(List.of());

  private ScenarioVocabulary() {}

  static Map<String, Object> facts(ScenarioRun run) {
    return Map.of(
        "completed",
        true,
        "steps",
        run.played().stream()
            .map(step -> Map.of("name", step.title(), "found", step.found(), "took", step.took()))
            .toList(),
        "requests",
        (long) run.requests(),
        "cells",
        (long) run.cells(),
        Vocabulary.NOW,
        run.context().startedAt(),
        "duration",
        run.took());
  }
}
