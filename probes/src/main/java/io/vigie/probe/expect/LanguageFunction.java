package io.vigie.probe.expect;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelFunctionOverload.Unary;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * A function that the language has beyond standard CEL: how it is declared, and what it does. A
 * further one is a further entry of {@link #ALL}.
 */
record LanguageFunction(CelFunctionDecl declaration, Set<CelFunctionBinding> bindings) {

  static final List<LanguageFunction> ALL =
      List.of(
          duration("days", Duration::ofDays),
          duration("hours", Duration::ofHours),
          duration("minutes", Duration::ofMinutes),
          duration("seconds", Duration::ofSeconds),
          duration("millis", Duration::ofMillis));

  private static LanguageFunction duration(String name, Unary<Long> unit) {
    return of(name, SimpleType.DURATION, SimpleType.INT, Long.class, unit);
  }

  /** A function of one argument. */
  static <T> LanguageFunction of(
      String name, CelType result, CelType argument, Class<T> argumentClass, Unary<T> meaning) {
    String overload = name + "_" + argument.name();
    return new LanguageFunction(
        CelFunctionDecl.newFunctionDeclaration(
            name, CelOverloadDecl.newGlobalOverload(overload, result, argument)),
        CelFunctionBinding.fromOverloads(
            name, CelFunctionBinding.from(overload, argumentClass, meaning)));
  }

  String name() {
    return declaration.name();
  }
}
