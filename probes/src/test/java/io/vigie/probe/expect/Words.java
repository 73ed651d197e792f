package io.vigie.probe.expect;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import io.vigie.contract.result.Outcome.Unmet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A small vocabulary for the tests of the language. */
final class Words {

  static final Vocabulary VOCABULARY =
      vocabulary(
          Map.of(
              "status", SimpleType.INT,
              "body", SimpleType.STRING,
              "json", SimpleType.DYN,
              "headers", MapType.create(SimpleType.STRING, SimpleType.STRING),
              "cookies", ListType.create(MapType.create(SimpleType.STRING, SimpleType.DYN)),
              "numbers", ListType.create(SimpleType.INT),
              "duration", SimpleType.DURATION,
              "hsts.maxAge", SimpleType.DURATION,
              "hsts.present", SimpleType.BOOL,
              "hsts.includeSubDomains", SimpleType.BOOL));

  private Words() {}

  private static Vocabulary vocabulary(Map<String, CelType> types) {
    return new Vocabulary(
        types.entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey, entry -> new Vocabulary.Word(entry.getValue(), "A word."))));
  }

  static Expectations compiled(String... expressions) {
    return Expectations.compile(VOCABULARY, List.of(expressions)).orThrow();
  }

  static List<Unmet> judged(String expression, Map<String, Object> facts) {
    return compiled(expression).judge(facts);
  }

  static String found(String expression, Map<String, Object> facts) {
    return judged(expression, facts).stream().map(Unmet::found).collect(Collectors.joining(" | "));
  }

  static List<Problem> problems(String... expressions) {
    return Expectations.compile(VOCABULARY, List.of(expressions)).problems();
  }
}
