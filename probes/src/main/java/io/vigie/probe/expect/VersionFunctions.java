package io.vigie.probe.expect;

import static dev.cel.common.types.SimpleType.BOOL;
import static dev.cel.common.types.SimpleType.INT;
import static dev.cel.common.types.SimpleType.STRING;

import dev.cel.common.types.CelType;
import dev.cel.common.types.OpaqueType;
import dev.cel.runtime.CelFunctionOverload.Binary;
import dev.cel.runtime.CelFunctionOverload.Unary;
import io.vigie.probe.expect.LanguageFunction.Operand;
import java.util.List;

/** Versions, under the names that Kubernetes' CEL library has for them. */
final class VersionFunctions {

  static final Operand<SemanticVersion> SEMVER =
      new Operand<>(OpaqueType.create("kubernetes.Semver"), SemanticVersion.class);
  private static final Operand<String> TEXT = new Operand<>(STRING, String.class);
  private static final Operand<Boolean> FLAG = new Operand<>(BOOL, Boolean.class);

  static final List<LanguageFunction> ALL =
      List.of(
          LanguageFunction.of(
                  "semver",
                  LanguageFunction.call(
                      "string_to_semver", SEMVER.type(), STRING, String.class, SemanticVersion::of),
                  LanguageFunction.call(
                      "string_bool_to_semver", SEMVER.type(), TEXT, FLAG, SemanticVersion::of))
              .refusing(text -> SemanticVersion.of(text)),
          LanguageFunction.of(
              "isSemver",
              LanguageFunction.call(
                  "is_semver_string",
                  BOOL,
                  STRING,
                  String.class,
                  text -> SemanticVersion.isOne(text, false)),
              LanguageFunction.call(
                  "is_semver_string_bool", BOOL, TEXT, FLAG, SemanticVersion::isOne)),
          compared("isLessThan", BOOL, (left, right) -> left.compareTo(right) < 0),
          compared("isGreaterThan", BOOL, (left, right) -> left.compareTo(right) > 0),
          compared("compareTo", INT, (left, right) -> (long) left.compareTo(right)),
          number("major", SemanticVersion::major),
          number("minor", SemanticVersion::minor),
          number("patch", SemanticVersion::patch));

  private VersionFunctions() {}

  private static LanguageFunction compared(
      String name, CelType result, Binary<SemanticVersion, SemanticVersion> meaning) {
    return LanguageFunction.of(
        name, LanguageFunction.member("semver_" + name, result, SEMVER, SEMVER, meaning));
  }

  private static LanguageFunction number(String name, Unary<SemanticVersion> meaning) {
    return LanguageFunction.of(
        name, LanguageFunction.member("semver_" + name, INT, SEMVER, meaning));
  }
}
