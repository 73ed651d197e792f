package io.vigie.testkit.gate;

import io.vigie.testkit.target.HttpTarget;
import io.vigie.testkit.target.Received;
import io.vigie.testkit.target.Reply;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * A path that is guarded by a limit: what passes is answered by the application, what does not is
 * refused. Thread-safe; the behaviour may be switched while it runs.
 */
public final class Limiter implements Function<Received, Reply> {

  private final Function<Received, Reply> application;
  private final AtomicInteger passed = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();
  private final LongSupplier nanos;
  private volatile Rule rule = (_, _) -> true;
  private volatile Reply refusal = Reply.status(503);

  /** Whether a request may pass. */
  @FunctionalInterface
  public interface Rule {
    /**
     * Decides.
     *
     * @param number which request it is, from 1
     */
    boolean lets(int number, long nanos);
  }

  private Limiter(Function<Received, Reply> application, LongSupplier nanos) {
    this.application = application;
    this.nanos = nanos;
  }

  /** Guards a path of {@code target}; lets everything pass until it is told otherwise. */
  public static Limiter guard(HttpTarget target, String path, Reply application) {
    Limiter limiter = new Limiter(_ -> application, System::nanoTime);
    target.answer(path, limiter);
    return limiter;
  }

  public Limiter rule(Rule newRule) {
    rule = newRule;
    return this;
  }

  /** As nginx does. */
  public Limiter bucket(Bucket bucket) {
    return rule((_, now) -> bucket.lets(now));
  }

  /** Lets so many pass, and none ever after. */
  public Limiter first(int count) {
    return rule((number, _) -> number <= count);
  }

  /** What a refused request is answered. */
  public Limiter refusing(Reply reply) {
    refusal = reply;
    return this;
  }

  @Override
  public Reply apply(Received request) {
    int number = passed.get() + refused.get() + 1;
    if (rule.lets(number, nanos.getAsLong())) {
      passed.incrementAndGet();
      return application.apply(request);
    }
    refused.incrementAndGet();
    return refusal;
  }

  public int passed() {
    return passed.get();
  }

  public int refused() {
    return refused.get();
  }
}
