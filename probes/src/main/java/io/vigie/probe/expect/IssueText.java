package io.vigie.probe.expect;

import dev.cel.common.CelIssue;
import io.vigie.probe.settings.NearestWord;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The compiler's messages in the words of a checklist's author. */
final class IssueText {

  private static final Pattern UNDECLARED = Pattern.compile("undeclared reference to '([^']*)'.*");
  private static final Pattern NO_OVERLOAD =
      Pattern.compile("found no matching overload for '([^']*)' applied to '([^']*)'.*");
  private static final Pattern SYNTAX =
      Pattern.compile(
          "(?:mismatched input|extraneous input|no viable alternative at input|"
              + "token recognition error at:|missing .* at) '(.*?)'(?: expecting .*)?",
          Pattern.DOTALL);
  private static final Pattern FIELD = Pattern.compile("undefined field '([^']*)'");
  private static final String END = "<EOF>";
  private static final Pattern PATH =
      Pattern.compile("[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)*");
  private static final Map<String, String> OPERATORS =
      Map.of("@in", "in", "_[_]", "[…]", "_?_:_", "? :", "!_", "!", "-_", "-");

  private final Vocabulary vocabulary;
  private final String expression;

  /** A message with the column, from 1, that it is about. */
  record Place(int column, String message) {}

  IssueText(Vocabulary vocabulary, String expression) {
    this.vocabulary = vocabulary;
    this.expression = expression;
  }

  Place of(CelIssue issue) {
    int offset = offset(issue);
    Matcher undeclared = UNDECLARED.matcher(issue.getMessage());
    if (undeclared.matches()) {
      return undeclared(offset, undeclared.group(1));
    }
    Matcher overload = NO_OVERLOAD.matcher(issue.getMessage());
    if (overload.matches()) {
      return new Place(offset + 1, noOverload(overload.group(1), overload.group(2)));
    }
    Matcher field = FIELD.matcher(issue.getMessage());
    if (field.matches()) {
      return new Place(
          offset + 2, "unknown field " + hint("field", field.group(1), vocabulary.fields()));
    }
    Matcher syntax = SYNTAX.matcher(issue.getMessage());
    if (syntax.matches()) {
      return new Place(offset + 1, syntax(syntax.group(1)));
    }
    return new Place(offset + 1, limits(issue.getMessage()));
  }

  private static String syntax(String written) {
    String found = written.strip();
    if (found.endsWith(END)) {
      return "must be a whole expression, ends too early";
    }
    String hint = found.equals("=") ? "; equality is written ==" : "";
    return "must be an expression, found \"" + found + "\" where it cannot stand" + hint;
  }

  private Place undeclared(int offset, String name) {
    int at = expression.startsWith(name, offset) ? offset : expression.lastIndexOf(name, offset);
    int start = Math.max(at, 0);
    Matcher path = PATH.matcher(expression).region(start, expression.length());
    String written = path.lookingAt() ? path.group() : name;
    boolean called =
        expression
            .substring(Math.min(start + written.length(), expression.length()))
            .stripLeading()
            .startsWith("(");
    return called && written.equals(name)
        ? new Place(start + 1, "unknown function " + hint("function", name, Language.functions()))
        : new Place(start + 1, "unknown name " + hint(written));
  }

  /** A path may go on into a value: {@code boddy.size} means the word {@code body}. */
  private String hint(String written) {
    List<String> words = List.copyOf(vocabulary.words().keySet());
    String first = written.split("\\.", 2)[0];
    List<String> siblings = words.stream().filter(word -> word.startsWith(first + ".")).toList();
    boolean wordStart = NearestWord.to(written, words).isEmpty() && siblings.isEmpty();
    return hint("name", wordStart ? first : written, siblings.isEmpty() ? words : siblings);
  }

  private static String hint(String noun, String word, java.util.Collection<String> known) {
    return '"' + word + "\"; " + NearestWord.hint(noun, word, known);
  }

  private static String noOverload(String function, String types) {
    String operands =
        Stream.of(types.replaceAll("^\\(|\\)$", "").split(", "))
            .reduce((left, right) -> left + " and " + right)
            .orElse("nothing");
    String operator = OPERATORS.getOrDefault(function, function.replace("_", ""));
    return (operator.isEmpty() ? function : operator)
        + " cannot be applied to "
        + operands.replace(".", " . ").replace(" . ", ".");
  }

  private static String limits(String message) {
    if (message.startsWith("Expression recursion limit")) {
      return "must be nested at most " + Limits.PARSE_DEPTH + " deep, was deeper";
    }
    if (message.contains("code point size exceeds limit")) {
      return "must have at most " + Limits.EXPRESSION_SIZE + " characters, was longer";
    }
    return message;
  }

  private int offset(CelIssue issue) {
    int line = issue.getSourceLocation().getLine();
    int offset = 0;
    for (int i = 1; i < line; i++) {
      offset = expression.indexOf('\n', offset) + 1;
    }
    return Math.clamp(
        (long) offset + issue.getSourceLocation().getColumn(), 0, expression.length());
  }
}
