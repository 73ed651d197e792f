package io.vigie.probe.expect;

import com.google.common.collect.ImmutableMap;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import io.vigie.contract.result.Outcome.Unmet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A small vocabulary for the tests of the language. */
final class Words {

  private static final ImmutableMap<String, CelType> FIELDS =
      ImmutableMap.of("subject", SimpleType.STRING, "left", SimpleType.DURATION);

  private static final StructType CERTIFICATE =
      StructType.create(
          "Certificate", FIELDS.keySet(), name -> Optional.ofNullable(FIELDS.get(name)));

  static final Vocabulary VOCABULARY =
      vocabulary(
          Map.ofEntries(
              Map.entry("status", SimpleType.INT),
              Map.entry("body", SimpleType.STRING),
              Map.entry("json", SimpleType.DYN),
              Map.entry("headers", MapType.create(SimpleType.STRING, SimpleType.STRING)),
              Map.entry("headerCounts", MapType.create(SimpleType.STRING, SimpleType.INT)),
              Map.entry(
                  "cookies", ListType.create(MapType.create(SimpleType.STRING, SimpleType.DYN))),
              Map.entry("certificates", ListType.create(CERTIFICATE)),
              Map.entry("numbers", ListType.create(SimpleType.INT)),
              Map.entry("now", SimpleType.TIMESTAMP),
              Map.entry("duration", SimpleType.DURATION),
              Map.entry("hsts.maxAge", SimpleType.DURATION),
              Map.entry("hsts.present", SimpleType.BOOL),
              Map.entry("hsts.includeSubDomains", SimpleType.BOOL)));

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
