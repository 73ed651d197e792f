package io.vigie.runner.run;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vigie.contract.result.Outcome.Blind;
import io.vigie.probe.ProbeContext;
import io.vigie.runner.guard.NameService.ResolverFailed;
import io.vigie.runner.secret.Redactor;
import io.vigie.runner.secret.Secret;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What one run lends to its kind, and what the run must know about the loan: the connections to
 * close, the secrets to take out again, and why it was blind. Thread-safe.
 */
final class RunContext implements ProbeContext {

  private final Surroundings surroundings;
  private final Context context;
  private final Trace trace;
  private final Instant startedAt;
  private final long endNanos;
  private final List<Runnable> closers = new ArrayList<>();
  private final Set<Secret> secrets = ConcurrentHashMap.newKeySet();
  private boolean ended;
  private volatile boolean heldConnections;
  private volatile Duration rest = Duration.ZERO;
  private volatile Optional<Blind> blindness = Optional.empty();
  private volatile Optional<String> resolving = Optional.empty();

  RunContext(
      Surroundings surroundings, Context context, Trace trace, Instant startedAt, long endNanos) {
    this.surroundings = surroundings;
    this.context = context;
    this.trace = trace;
    this.startedAt = startedAt;
    this.endNanos = endNanos;
  }

  @Override
  public Vertx vertx() {
    return surroundings.vertx();
  }

  @Override
  public Instant startedAt() {
    return startedAt;
  }

  @Override
  public Duration remaining() {
    return Duration.ofNanos(Math.max(0, endNanos - System.nanoTime()));
  }

  @Override
  public void closeAtDeadline(Runnable connection) {
    heldConnections = true;
    synchronized (this) {
      if (!ended) {
        closers.add(connection);
        return;
      }
    }
    close(List.of(connection));
  }

  @Override
  public Future<List<InetAddress>> resolve(String host) {
    Promise<List<InetAddress>> answer = Promise.promise();
    resolving = Optional.of(host);
    surroundings
        .resolver()
        .resolve(
            host,
            (name, address, decision) -> trace.happened(new Trace.Judged(name, address, decision)))
        .onComplete(
            resolved -> {
              resolving = Optional.empty();
              if (resolved.failed()) {
                remember(resolved.cause());
              }
              // Back on the thread of the run: a kind may rely on being called there.
              context.runOnContext(_ -> answer.handle(resolved));
            });
    return answer.future();
  }

  @Override
  public String reveal(String textWithReferences) {
    try {
      return surroundings.secrets().reveal(textWithReferences, secrets::add);
    } catch (SecretMissing e) {
      remember(e);
      throw e;
    }
  }

  @Override
  public void conceal(String value) {
    if (!value.isEmpty()) {
      secrets.add(Secret.of(value));
    }
  }

  @Override
  public void leaveAlone(Duration after) {
    rest = after;
  }

  @Override
  public <T> Optional<T> equipment(Class<T> type) {
    return surroundings.equipment().get(type);
  }

  private void remember(Throwable cause) {
    switch (cause) {
      case TargetRefused refused -> blind("target-refused", refused.getMessage());
      case SecretMissing missing -> blind("secret-missing", missing.getMessage());
      case ResolverFailed failed -> blind("resolver", failed.getMessage());
      default -> {
        // Anything else is about the target, and the kind will say what.
      }
    }
  }

  private void blind(String code, String summary) {
    blindness = Optional.of(new Blind(code, summary));
  }

  /** Why this run could not look, if it could not: whatever the kind makes of it. */
  Optional<Blind> blindness() {
    return blindness;
  }

  /** The host whose addresses are being asked for just now. */
  Optional<String> resolving() {
    return resolving;
  }

  /** True when the kind has had a connection, or has tried to. */
  boolean heldConnections() {
    return heldConnections;
  }

  /** How long the target is to be left alone after this. */
  Duration rest() {
    return rest;
  }

  Redactor redactor() {
    return Redactor.of(secrets);
  }

  /** Closes every connection of this run, and each that is still opened from now on. */
  void end() {
    List<Runnable> open;
    synchronized (this) {
      ended = true;
      open = List.copyOf(closers);
      closers.clear();
    }
    close(open);
  }

  /** Closing may block, and neither timers nor event loops may wait; a virtual thread may. */
  private static void close(List<Runnable> connections) {
    if (connections.isEmpty()) {
      return;
    }
    Runnable all = () -> connections.forEach(RunContext::closeQuietly);
    if (Thread.currentThread().isVirtual()) {
      all.run();
    } else {
      Thread.startVirtualThread(all);
    }
  }

  private static void closeQuietly(Runnable connection) {
    try {
      connection.run();
    } catch (RuntimeException e) {
      // It is gone, which is all that was wanted.
      return;
    }
  }
}
