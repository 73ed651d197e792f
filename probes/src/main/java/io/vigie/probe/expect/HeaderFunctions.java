package io.vigie.probe.expect;

import static dev.cel.common.types.SimpleType.BOOL;
import static dev.cel.common.types.SimpleType.INT;
import static dev.cel.common.types.SimpleType.STRING;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.runtime.CelFunctionOverload.Unary;
import io.vigie.probe.expect.LanguageFunction.Operand;
import java.util.List;
import java.util.Map;

/** The parts of the values of headers. */
final class HeaderFunctions {

  private static final MapType TEXT_BY_NAME = MapType.create(STRING, STRING);
  private static final Operand<Map<?, ?>> COUNTS = counts();

  static final List<LanguageFunction> ALL =
      List.of(
          ofText("directives", TEXT_BY_NAME, HeaderText::directives),
          ofText("parameters", TEXT_BY_NAME, HeaderText::parameters),
          ofText("elements", ListType.create(STRING), HeaderText::elements),
          LanguageFunction.of(
              "once",
              LanguageFunction.call(
                  "once_map_string",
                  BOOL,
                  COUNTS,
                  new Operand<>(STRING, String.class),
                  HeaderFunctions::once)));

  private HeaderFunctions() {}

  @SuppressWarnings({"unchecked", "rawtypes"}) // the class of a map knows no parameters
  private static Operand<Map<?, ?>> counts() {
    return new Operand<>(MapType.create(STRING, INT), (Class<Map<?, ?>>) (Class) Map.class);
  }

  private static LanguageFunction ofText(String name, CelType result, Unary<String> meaning) {
    return LanguageFunction.of(
        name, LanguageFunction.call(name + "_string", result, STRING, String.class, meaning));
  }

  private static boolean once(Map<?, ?> counts, String name) {
    return Long.valueOf(1).equals(counts.get(name));
  }
}
