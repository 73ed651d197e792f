package io.vigie.probe.expect;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelFunctionOverload.Binary;
import dev.cel.runtime.CelFunctionOverload.Unary;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A function that the language has beyond standard CEL: how it is declared, and what it does. A
 * further one is a further entry of one of the lists that {@link #ALL} is made of, and a row of
 * {@code docs/reference/expectations.md}.
 *
 * @param literal refuses a constant argument that can never be right, already when compiling
 */
record LanguageFunction(
    CelFunctionDecl declaration,
    Set<CelFunctionBinding> bindings,
    Optional<Consumer<String>> literal) {

  static final List<LanguageFunction> ALL =
      Stream.of(
              TimeFunctions.ALL,
              HeaderFunctions.ALL,
              AddressFunctions.ALL,
              VersionFunctions.ALL,
              List.of(JsonText.function()))
          .flatMap(List::stream)
          .toList();

  /** One way to call a function. */
  record Overload(CelOverloadDecl declaration, CelFunctionBinding binding) {}

  static LanguageFunction of(String name, Overload... overloads) {
    return new LanguageFunction(
        CelFunctionDecl.newFunctionDeclaration(
            name, Arrays.stream(overloads).map(Overload::declaration).toList()),
        CelFunctionBinding.fromOverloads(
            name, Arrays.stream(overloads).map(Overload::binding).collect(Collectors.toSet())),
        Optional.empty());
  }

  /** The same, where {@code check} throws for a constant text that can never be right. */
  LanguageFunction refusing(Consumer<String> check) {
    return new LanguageFunction(declaration, bindings, Optional.of(check));
  }

  /** {@code name(argument)}. */
  static <T> Overload call(
      String id, CelType result, CelType argument, Class<T> type, Unary<T> meaning) {
    return new Overload(
        CelOverloadDecl.newGlobalOverload(id, result, argument),
        CelFunctionBinding.from(id, type, meaning));
  }

  /** {@code name(first, second)}. */
  static <T, U> Overload call(
      String id, CelType result, Operand<T> first, Operand<U> second, Binary<T, U> meaning) {
    return new Overload(
        CelOverloadDecl.newGlobalOverload(id, result, first.type(), second.type()),
        CelFunctionBinding.from(id, first.represented(), second.represented(), meaning));
  }

  /** {@code receiver.name()}. */
  static <T> Overload member(String id, CelType result, Operand<T> receiver, Unary<T> meaning) {
    return new Overload(
        CelOverloadDecl.newMemberOverload(id, result, receiver.type()),
        CelFunctionBinding.from(id, receiver.represented(), meaning));
  }

  /** {@code receiver.name(argument)}. */
  static <T, U> Overload member(
      String id, CelType result, Operand<T> receiver, Operand<U> argument, Binary<T, U> meaning) {
    return new Overload(
        CelOverloadDecl.newMemberOverload(id, result, receiver.type(), argument.type()),
        CelFunctionBinding.from(id, receiver.represented(), argument.represented(), meaning));
  }

  /** A type of the language, and the class of its values. */
  record Operand<T>(CelType type, Class<T> represented) {}

  String name() {
    return declaration.name();
  }
}
