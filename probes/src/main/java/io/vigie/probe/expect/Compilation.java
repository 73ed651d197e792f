package io.vigie.probe.expect;

import java.util.List;
import java.util.stream.Collectors;

/** What became of a list of expressions: expectations, or everything that is wrong with them. */
public sealed interface Compilation {

  /** All of them can be judged. */
  record Compiled(Expectations expectations) implements Compilation {}

  /** At least one cannot be used; every problem of every expression is listed. */
  record Rejected(List<Problem> problems) implements Compilation {
    public Rejected {
      problems = List.copyOf(problems);
    }
  }

  /** The problems; none when it compiled. */
  default List<Problem> problems() {
    return switch (this) {
      case Compiled _ -> List.of();
      case Rejected(List<Problem> problems) -> problems;
    };
  }

  /**
   * The expectations, for expressions that were accepted before.
   *
   * @throws IllegalArgumentException with every problem, when they are not acceptable after all
   */
  default Expectations orThrow() {
    return switch (this) {
      case Compiled(Expectations expectations) -> expectations;
      case Rejected(List<Problem> problems) ->
          throw new IllegalArgumentException(
              problems.stream()
                  .map(problem -> "expect[" + problem.index() + "]: " + problem.text())
                  .collect(Collectors.joining("; ")));
    };
  }
}
