package io.vigie.probe.expect;

import com.google.re2j.Pattern;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.runtime.CelEvaluationListener;
import dev.cel.runtime.CelUnknownSet;
import dev.cel.runtime.CelVariableResolver;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One evaluation while it runs: watches its limits, and remembers the value of each part of the
 * expression so that a failure can be explained. Confined to one thread.
 */
final class Evaluation implements CelEvaluationListener, CelVariableResolver {

  private static final ScopedValue<Evaluation> CURRENT = ScopedValue.newInstance();

  /** So many steps are always allowed: a pause of the machine is not the author's doing. */
  private static final int FREE_STEPS = 64;

  private final Map<String, Object> facts;
  private final Map<String, Pattern> patterns;
  private final long startedAt = System.nanoTime();
  private final long allowed;
  private final Map<Long, Part> parts = new HashMap<>();
  private int steps;
  private Stopped stopped;

  /** What a part was, and at which step: a part of a comprehension is evaluated again and again. */
  record Part(Object value, int step) {}

  /** Ends an evaluation that exceeds a limit. */
  static final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Stopped(String message) {
      super(message, null, false, false);
    }
  }

  Evaluation(Map<String, Object> facts, Map<String, Pattern> patterns, Duration allowed) {
    this.facts = facts;
    this.patterns = patterns;
    this.allowed = allowed.toNanos();
  }

  /** Runs {@code program} with this evaluation as the one that its functions belong to. */
  <R, X extends Throwable> R run(ScopedValue.CallableOp<R, X> program) throws X {
    return ScopedValue.where(CURRENT, this).call(program);
  }

  /** The limit that ended it, also where the expression went on to swallow that error. */
  Optional<String> stopped() {
    return Optional.ofNullable(stopped).map(Stopped::getMessage);
  }

  /** The value of a part; none where it has not been evaluated, or needs a fact that is absent. */
  Optional<Part> part(CelExpr expression) {
    return Optional.ofNullable(parts.get(expression.id()));
  }

  /** The fact of that name; {@link Absent} when the answer has none. */
  Object fact(String name) {
    Object fact = facts.getOrDefault(name, new Absent("this answer has none"));
    return fact instanceof Lazy lazy ? lazy.value() : fact;
  }

  /** The instant at which the probe looked: what a function that counts from the present uses. */
  static Instant now() {
    if (CURRENT.get().fact(Vocabulary.NOW) instanceof Instant now) {
      return now;
    }
    throw new IllegalArgumentException("this kind does not say when it looked");
  }

  @Override
  public Optional<Object> find(String name) {
    Object fact = fact(name);
    return fact instanceof Absent ? Optional.empty() : Optional.of(fact);
  }

  @Override
  public void callback(CelExpr expression, Object value) {
    steps++;
    if (!(value instanceof CelUnknownSet)) {
      parts.put(expression.id(), new Part(value, steps));
    }
    watch();
    if (expression.getKind() == Kind.CALL && sizeOf(value) > Limits.VALUE_SIZE) {
      throw stop("a computed value must have at most " + Limits.VALUE_SIZE + " characters");
    }
  }

  /** CEL's {@code matches}: anywhere in the text. */
  static boolean matches(String text, String pattern) {
    Evaluation evaluation = CURRENT.get();
    Pattern compiled = evaluation.patterns.get(pattern);
    return (compiled == null ? Regex.compile(pattern) : compiled)
        .matcher(new Regex.Watched(text, evaluation::countAndWatch))
        .find();
  }

  private void countAndWatch() {
    steps++;
    watch();
  }

  private void watch() {
    if (stopped != null) {
      throw stopped;
    }
    if (steps > FREE_STEPS && System.nanoTime() - startedAt > allowed) {
      throw stop(
          "evaluation must end within "
              + Values.text(Duration.ofNanos(allowed))
              + ", was stopped after "
              + steps
              + " steps");
    }
  }

  private Stopped stop(String message) {
    stopped = new Stopped(message);
    return stopped;
  }

  private static int sizeOf(Object value) {
    return switch (value) {
      case String text -> text.length();
      case Collection<?> collection -> collection.size();
      case null, default -> 0;
    };
  }
}
