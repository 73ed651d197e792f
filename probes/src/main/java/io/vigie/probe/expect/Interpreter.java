package io.vigie.probe.expect;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeBuilder;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.CelStandardFunctions;
import dev.cel.runtime.CelStandardFunctions.StandardFunction;

/** Evaluates; apart from {@link Language}, because whoever only checks expressions needs it not. */
final class Interpreter {

  /** One for everybody: it holds no state between evaluations. */
  private static final CelRuntime RUNTIME = runtime();

  private Interpreter() {}

  static CelRuntime.Program program(CelAbstractSyntaxTree tree) throws CelEvaluationException {
    return RUNTIME.createProgram(tree);
  }

  private static CelRuntime runtime() {
    // Not the planner: it does not tell a listener the operands of a path, which explanations need.
    CelRuntimeBuilder builder =
        CelRuntimeFactory.legacyCelRuntimeBuilder()
            .setOptions(Language.OPTIONS)
            .setStandardEnvironmentEnabled(false)
            .setStandardFunctions(
                CelStandardFunctions.newBuilder()
                    .excludeFunctions(StandardFunction.MATCHES)
                    .build())
            .addFunctionBindings(
                CelFunctionBinding.fromOverloads(
                    "matches",
                    CelFunctionBinding.from(
                        "matches", String.class, String.class, Evaluation::matches),
                    CelFunctionBinding.from(
                        "matches_string", String.class, String.class, Evaluation::matches)));
    LanguageFunction.ALL.forEach(function -> builder.addFunctionBindings(function.bindings()));
    return builder.build();
  }
}
