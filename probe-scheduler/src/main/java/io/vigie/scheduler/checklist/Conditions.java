package io.vigie.scheduler.checklist;

import com.google.common.collect.ImmutableMap;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import io.vigie.contract.check.Phase;
import io.vigie.probe.expect.Compilation;
import io.vigie.probe.expect.Expectations;
import io.vigie.probe.expect.Verdict;
import io.vigie.probe.expect.Vocabulary;
import io.vigie.probe.expect.Vocabulary.Word;
import io.vigie.probe.settings.Node.Scalar;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Judges on what condition items apply: CEL over what the file itself says. Not thread-safe. */
final class Conditions {

  private final Map<Map<String, CelType>, Vocabulary> vocabularies = new HashMap<>();

  /** Why the item does not apply, where it does not. */
  Optional<String> notApplicable(
      WhenForm when,
      Map<String, Scalar> variables,
      ChecklistForm head,
      Written item,
      Source source) {
    Vocabulary words = vocabularies.computeIfAbsent(types(variables), Conditions::vocabulary);
    return switch (Expectations.compile(words, List.of(when.holds()))) {
      case Compilation.Rejected(var problems) -> {
        Written.Found place = item.find("when", "holds");
        problems.forEach(
            problem ->
                item.findings()
                    .error(
                        source.within(place.at(), when.holds(), problem.column()),
                        place.path(),
                        problem.message()));
        yield Optional.empty();
      }
      case Compilation.Compiled(Expectations condition) ->
          judged(condition.verdicts(facts(variables, head)).getFirst(), when, item);
    };
  }

  private static Optional<String> judged(Verdict verdict, WhenForm when, Written item) {
    return switch (verdict) {
      case Verdict.Holds _ -> Optional.empty();
      case Verdict.DoesNotHold _ ->
          Optional.of(when.because().orElse("applies only where " + when.holds()));
      case Verdict.Undecided(var unmet) -> {
        item.error("must be true or false, " + unmet.found(), "when", "holds");
        yield Optional.empty();
      }
    };
  }

  private static Map<String, Object> facts(Map<String, Scalar> variables, ChecklistForm head) {
    Map<String, Object> values = new HashMap<>();
    variables.forEach(
        (name, value) -> {
          if (value.value() != null) {
            values.put(name, value.value());
          }
        });
    return Map.of(
        "vars",
        values,
        "system",
        head.system().text(),
        "environment",
        head.environment().text(),
        "phase",
        head.phase().map(Phase::word).orElse(""));
  }

  private static Map<String, CelType> types(Map<String, Scalar> variables) {
    Map<String, CelType> types = new LinkedHashMap<>();
    variables.forEach((name, value) -> types.put(name, type(value.value())));
    return types;
  }

  private static CelType type(Object value) {
    return switch (value) {
      case String _ -> SimpleType.STRING;
      case Long _ -> SimpleType.INT;
      case Double _ -> SimpleType.DOUBLE;
      case Boolean _ -> SimpleType.BOOL;
      case null, default -> SimpleType.DYN;
    };
  }

  private static Vocabulary vocabulary(Map<String, CelType> variables) {
    ImmutableMap<String, CelType> types = ImmutableMap.copyOf(variables);
    StructType vars =
        StructType.create("Vars", types.keySet(), name -> Optional.ofNullable(types.get(name)));
    Map<String, Word> words = new LinkedHashMap<>();
    words.put("vars", new Word(vars, "The values of vars, of a matrix, or of parameters."));
    words.put("system", new Word(SimpleType.STRING, "The system of the file."));
    words.put("environment", new Word(SimpleType.STRING, "The environment of the file."));
    words.put("phase", new Word(SimpleType.STRING, "The phase of the file, empty without one."));
    return new Vocabulary(words);
  }
}
