package io.vigie.probe.expect;

import dev.cel.checker.CelChecker;
import dev.cel.checker.CelCheckerBuilder;
import dev.cel.checker.CelStandardDeclarations;
import dev.cel.checker.CelStandardDeclarations.StandardFunction;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.CelVarDecl;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.compiler.CelCompilerFactory;
import io.vigie.probe.expect.Vocabulary.Word;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The language with the words of one vocabulary. A checker of CEL declares its functions anew for
 * each expression, which takes longer than the check itself; so each expression is checked by a
 * checker that knows the functions that occur in it and no others. Thread-safe.
 */
final class Dialect {

  /** Checkers that are kept: one for each set of functions that occur together. */
  private static final int MOST_CHECKERS = 256;

  private final Map<String, Word> words;
  private final RecordTypes records;
  private final Map<Set<String>, CelChecker> checkers = new ConcurrentHashMap<>();

  Dialect(Map<String, Word> words) {
    this.words = words;
    this.records = RecordTypes.of(words.values());
  }

  /** Parses and checks {@code expression}. */
  CelValidationResult compile(String expression) throws CelValidationException {
    CelValidationResult parsed = Language.PARSER.parse(expression);
    return parsed.hasError() ? parsed : checked(parsed.getAst());
  }

  private CelValidationResult checked(CelAbstractSyntaxTree tree) {
    Set<String> functions = functions(tree);
    CelChecker known = checkers.get(functions);
    if (known == null) {
      known = checker(functions);
      if (checkers.size() < MOST_CHECKERS) {
        checkers.put(functions, known);
      }
    }
    return known.check(tree);
  }

  /** What occurs in {@code tree}, also what its macros were expanded to. */
  private static Set<String> functions(CelAbstractSyntaxTree tree) {
    return Expressions.everything(tree.getExpr())
        .filter(part -> part.getKind() == Kind.CALL)
        .map(part -> part.call().function())
        .collect(Collectors.toUnmodifiableSet());
  }

  private CelChecker checker(Set<String> functions) {
    CelCheckerBuilder builder =
        CelCompilerFactory.standardCelCheckerBuilder()
            .setOptions(Language.OPTIONS)
            .setStandardEnvironmentEnabled(false)
            .setStandardDeclarations(standard(functions));
    LanguageFunction.ALL.stream()
        .filter(function -> functions.contains(function.name()))
        .forEach(function -> builder.addFunctionDeclarations(function.declaration()));
    words.forEach(
        (name, word) ->
            builder.addVarDeclarations(CelVarDecl.newVarDeclaration(name, word.type())));
    return builder.setTypeProvider(records).build();
  }

  private static CelStandardDeclarations standard(Set<String> functions) {
    Set<StandardFunction> included = EnumSet.of(StandardFunction.LOGICAL_NOT); // none means all
    for (StandardFunction function : StandardFunction.values()) {
      if (functions.contains(function.functionName())) {
        included.add(function);
      }
    }
    return CelStandardDeclarations.newBuilder().includeFunctions(included).build();
  }
}
