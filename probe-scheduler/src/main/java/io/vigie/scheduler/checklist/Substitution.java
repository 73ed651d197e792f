package io.vigie.scheduler.checklist;

import io.vigie.probe.settings.NearestWord;
import io.vigie.probe.settings.Node;
import io.vigie.probe.settings.Node.Mapping;
import io.vigie.probe.settings.Node.Position;
import io.vigie.probe.settings.Node.Scalar;
import io.vigie.probe.settings.Node.Sequence;
import io.vigie.probe.settings.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts values in the place of {@code ${name}} (a variable of the file) and {@code ${env:NAME}} (of
 * the scheduler's environment); {@code ${secret:NAME}} stays a reference. A doubled dollar sign
 * keeps what follows as it is. A text that is nothing but one reference takes the type of the
 * variable as well.
 */
final class Substitution {

  private static final Pattern REFERENCE = Pattern.compile("\\$(\\$?)\\{([^}]*)(}?)");
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]{0,99}");

  /** What is a secret by its name must not be copied into a checklist. */
  private static final Pattern SECRET_NAME =
      Pattern.compile("(?i).*(secret|password|passwd|token|credential|private|api_?key).*");

  /** Characters that one value may expand to. */
  static final int LONGEST_VALUE = 16_384;

  /** Characters that all values of a file with references may expand to together. */
  static final int LONGEST_FILE = 1 << 20;

  private static final String SECRET = "secret:";
  private static final String ENVIRONMENT = "env:";

  private final Map<String, Scalar> variables;
  private final Function<String, Optional<String>> environment;
  private final Consumer<Problem> problems;
  private final Budget budget;

  Substitution(
      Map<String, Scalar> variables,
      Function<String, Optional<String>> environment,
      Consumer<Problem> problems) {
    this(variables, environment, problems, new Budget());
  }

  private Substitution(
      Map<String, Scalar> variables,
      Function<String, Optional<String>> environment,
      Consumer<Problem> problems,
      Budget budget) {
    this.variables = variables;
    this.environment = environment;
    this.problems = problems;
    this.budget = budget;
  }

  /** What a checklist may still expand to, with all that it includes. */
  private static final class Budget {
    private int expanded;
    private boolean exhausted;
  }

  /** The variables by their names. */
  Map<String, Scalar> variables() {
    return variables;
  }

  /** With other variables, for an included file; from the same budget. */
  Substitution of(Map<String, Scalar> others, Consumer<Problem> theirProblems) {
    return new Substitution(others, environment, theirProblems, budget);
  }

  /** With further variables, which hide those of the same name. */
  Substitution with(Map<String, Scalar> more) {
    Map<String, Scalar> all = new LinkedHashMap<>(variables);
    all.putAll(more);
    return new Substitution(all, environment, problems, budget);
  }

  /** Whether a reference to a secret may stand at a place. */
  enum Secrets {
    KEPT,
    REFUSED
  }

  /** The same document with values for references. */
  Node apply(Node node, String path, Secrets secrets) {
    return switch (node) {
      case Scalar(String text, Position at) -> new Scalar(value(text, at, path, secrets), at);
      case Scalar scalar -> scalar;
      case Sequence(List<Node> items, Position at) -> {
        List<Node> applied = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
          applied.add(apply(items.get(i), path + "[" + i + "]", secrets));
        }
        yield new Sequence(applied, at);
      }
      case Mapping(Map<String, Mapping.Entry> entries, Position at) -> {
        Map<String, Mapping.Entry> applied = new LinkedHashMap<>();
        entries.forEach((key, entry) -> applied.put(key, apply(entry, path, key, secrets)));
        yield new Mapping(applied, at);
      }
    };
  }

  private Mapping.Entry apply(Mapping.Entry entry, String path, String key, Secrets secrets) {
    String below = path.isEmpty() ? key : path + "." + key;
    return new Mapping.Entry(entry.keyAt(), apply(entry.value(), below, secrets));
  }

  private Object value(String text, Position at, String path, Secrets secrets) {
    if (!text.contains("${")) {
      return text;
    }
    Matcher matcher = REFERENCE.matcher(text);
    if (matcher.matches()
        && matcher.group(1).isEmpty()
        && variables.containsKey(matcher.group(2))) {
      Object value = variables.get(matcher.group(2)).value();
      return fits(String.valueOf(value).length(), at, path) ? value : text;
    }
    return expanded(text, matcher.reset(), at, path, secrets);
  }

  /** Stops as soon as it is too long: what stands for a name may be a thousand times its length. */
  private String expanded(String text, Matcher matcher, Position at, String path, Secrets secrets) {
    StringBuilder result = new StringBuilder();
    int end = 0;
    while (matcher.find()) {
      String replacement = replacement(matcher, at, path, secrets);
      int before = result.length() + matcher.start() - end;
      if (before + replacement.length() > LONGEST_VALUE) {
        return tooLong(at, path, text);
      }
      result.append(text, end, matcher.start()).append(replacement);
      end = matcher.end();
    }
    if (result.length() + text.length() - end > LONGEST_VALUE) {
      return tooLong(at, path, text);
    }
    result.append(text, end, text.length());
    return fits(result.length(), at, path) ? result.toString() : text;
  }

  private boolean fits(int length, Position at, String path) {
    if (length <= LONGEST_FILE - budget.expanded) {
      budget.expanded += length;
      return true;
    }
    if (!budget.exhausted) {
      budget.exhausted = true;
      String message = "the values of a file must expand to at most " + LONGEST_FILE;
      problems.accept(new Problem(at, path, message + " characters in all, was more"));
    }
    return false;
  }

  private String tooLong(Position at, String path, String instead) {
    return problem(
        at, path, "must expand to at most " + LONGEST_VALUE + " characters, was more", instead);
  }

  private String replacement(Matcher found, Position at, String path, Secrets secrets) {
    String whole = found.group();
    String name = found.group(2);
    if (found.group(3).isEmpty()) {
      return problem(at, path, "a reference must end with }, was " + whole, whole);
    } else if (!found.group(1).isEmpty()) {
      return whole.substring(1);
    } else if (name.startsWith(SECRET)) {
      return secret(name.substring(SECRET.length()), whole, at, path, secrets);
    } else if (name.startsWith(ENVIRONMENT)) {
      return fromEnvironment(name.substring(ENVIRONMENT.length()), whole, at, path);
    }
    return variable(name, whole, at, path);
  }

  private String variable(String name, String whole, Position at, String path) {
    Scalar variable = variables.get(name);
    if (variable != null) {
      return String.valueOf(variable.value());
    }
    Set<String> known = variables.keySet();
    String hint = NearestWord.hint("variable", name, known);
    return problem(at, path, "unknown variable \"" + name + "\", " + hint, whole);
  }

  private String fromEnvironment(String name, String whole, Position at, String path) {
    if (!NAME.matcher(name).matches()) {
      return problem(at, path, "must name an environment variable, was " + whole, whole);
    }
    if (SECRET_NAME.matcher(name).matches()) {
      String message = "a secret must be a reference ${secret:NAME}, was " + whole;
      return problem(at, path, message, whole);
    }
    return environment
        .apply(name)
        .orElseGet(
            () ->
                problem(at, path, "environment variable must be set, was absent: " + name, whole));
  }

  private String secret(String name, String whole, Position at, String path, Secrets secrets) {
    if (!NAME.matcher(name).matches()) {
      return problem(at, path, "must name a secret, was " + whole, whole);
    }
    return switch (secrets) {
      case KEPT -> whole;
      case REFUSED ->
          problem(at, path, "a secret must stand in the settings of a probe, was here", whole);
    };
  }

  private String problem(Position at, String path, String message, String instead) {
    problems.accept(new Problem(at, path, message));
    return instead;
  }
}
