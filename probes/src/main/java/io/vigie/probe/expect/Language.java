package io.vigie.probe.expect;

import dev.cel.common.CelOptions;
import dev.cel.parser.CelParser;
import dev.cel.parser.CelParserFactory;
import dev.cel.parser.CelStandardMacro;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** CEL as Vigie speaks it: standard CEL within {@link Limits}, and {@link LanguageFunction#ALL}. */
final class Language {

  static final CelOptions OPTIONS = options();

  static final CelParser PARSER = parser();

  private static final Set<String> STANDARD_FUNCTIONS =
      Set.of(
          "size",
          "matches",
          "contains",
          "startsWith",
          "endsWith",
          "int",
          "uint",
          "double",
          "string",
          "bytes",
          "bool",
          "duration",
          "timestamp",
          "type",
          "dyn",
          "has",
          "all",
          "exists",
          "exists_one",
          "map",
          "filter",
          "getFullYear",
          "getMonth",
          "getDate",
          "getDayOfMonth",
          "getDayOfWeek",
          "getDayOfYear",
          "getHours",
          "getMinutes",
          "getSeconds",
          "getMilliseconds");

  private Language() {}

  /** The names of all functions and macros. */
  static Set<String> functions() {
    return Stream.concat(
            STANDARD_FUNCTIONS.stream(), LanguageFunction.ALL.stream().map(LanguageFunction::name))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static CelParser parser() {
    return CelParserFactory.standardCelParserBuilder()
        .setOptions(OPTIONS)
        .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
        .build();
  }

  private static CelOptions options() {
    return CelOptions.current()
        .maxExpressionCodePointSize(Limits.EXPRESSION_SIZE)
        .maxParseRecursionDepth(Limits.PARSE_DEPTH)
        .comprehensionMaxIterations(Limits.ITERATIONS)
        .maxRegexProgramSize(Limits.REGEX_PROGRAM_SIZE)
        .enableHeterogeneousNumericComparisons(true)
        .populateMacroCalls(true)
        .build();
  }
}
