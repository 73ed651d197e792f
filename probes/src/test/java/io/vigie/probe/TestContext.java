package io.vigie.probe;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What a runner lends, for tests: real deadlines, names from a table (every other one is the
 * loopback address), secrets from a table.
 */
public final class TestContext implements ProbeContext {

  private final Vertx vertx;
  private final Duration timeout;
  private final long startedAt = System.nanoTime();
  private final Instant wallClock = InstantSource.system().instant();
  private final List<Runnable> connections = new ArrayList<>();
  private final Map<String, Future<List<InetAddress>>> names = new HashMap<>();
  private final Map<String, String> secrets = new HashMap<>();
  private final Map<Class<?>, Object> things = new HashMap<>();
  private final Set<String> concealed = ConcurrentHashMap.newKeySet();
  private volatile Duration rest = Duration.ZERO;

  public TestContext(Vertx vertx, Duration timeout) {
    this.vertx = vertx;
    this.timeout = timeout;
  }

  /** What a name resolves to. */
  public TestContext name(String host, Future<List<InetAddress>> addresses) {
    names.put(host, addresses);
    return this;
  }

  public TestContext secret(String name, String value) {
    secrets.put(name, value);
    return this;
  }

  /** Observes once, as a runner does: with a timer for the deadline, closing at the end. */
  public <S extends Record> Observation observe(ProbeKind<S> kind, S settings) {
    long timer = vertx.setTimer(timeout.toMillis(), fired -> close());
    try {
      return kind.observe(settings, this)
          .toCompletionStage()
          .toCompletableFuture()
          .get(timeout.toMillis() + 5_000, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new CompletionException(e.getCause());
    } catch (TimeoutException e) {
      throw new AssertionError("must end at its deadline of " + timeout + ", did not", e);
    } finally {
      vertx.cancelTimer(timer);
      close();
    }
  }

  private synchronized void close() {
    connections.forEach(Runnable::run);
  }

  /** What this runner is equipped with. */
  public <T> TestContext equip(Class<T> type, T thing) {
    things.put(type, thing);
    return this;
  }

  @Override
  public <T> Optional<T> equipment(Class<T> type) {
    return Optional.ofNullable(type.cast(things.get(type)));
  }

  /** What must not be said of this run beside the secrets. */
  public Set<String> concealed() {
    return Set.copyOf(concealed);
  }

  @Override
  public void leaveAlone(Duration after) {
    rest = after;
  }

  /** How long the target is to be left alone after this run. */
  public Duration rest() {
    return rest;
  }

  /** How long ago this was made. */
  public Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - startedAt);
  }

  @Override
  public Vertx vertx() {
    return vertx;
  }

  @Override
  public Instant startedAt() {
    return wallClock;
  }

  @Override
  public Duration remaining() {
    Duration left = timeout.minus(elapsed());
    return left.isNegative() ? Duration.ZERO : left;
  }

  @Override
  public synchronized void closeAtDeadline(Runnable connection) {
    connections.add(connection);
  }

  @Override
  public Future<List<InetAddress>> resolve(String host) {
    return names.getOrDefault(host, loopback());
  }

  private static Future<List<InetAddress>> loopback() {
    return Future.succeededFuture(List.of(InetAddress.ofLiteral("127.0.0.1")));
  }

  @Override
  public void conceal(String value) {
    concealed.add(value);
  }

  @Override
  public String reveal(String text) {
    String revealed = text;
    for (Map.Entry<String, String> secret : secrets.entrySet()) {
      revealed = revealed.replace("${secret:" + secret.getKey() + "}", secret.getValue());
    }
    if (revealed.contains("${secret:")) {
      throw new SecretMissing("this runner has no such secret");
    }
    return revealed;
  }
}
