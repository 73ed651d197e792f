package io.vigie.testkit.hook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.vigie.testkit.tls.TlsIdentity;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * A receiver on a port of 127.0.0.1. It does what its protocol says until it is told otherwise:
 * {@link #next} for the requests that come next, {@link #from} for all of them. Thread-safe.
 */
public final class FakeHook implements AutoCloseable {

  private static final int LONGEST_BODY = 4 * 1024 * 1024;

  private final HookProtocol protocol;
  private final HttpServer server;
  private final String address;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch gone = new CountDownLatch(1);
  private final List<HookRequest> taken = new ArrayList<>();
  private final Deque<HookBehaviour> script = new ArrayDeque<>();
  private HookBehaviour otherwise = new HookBehaviour.Behave();
  private int requests;
  private int babbling;

  private FakeHook(HookProtocol protocol, Optional<TlsIdentity> tls) throws IOException {
    this.protocol = protocol;
    InetSocketAddress on = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    if (tls.isPresent()) {
      HttpsServer secure = HttpsServer.create(on, 0);
      secure.setHttpsConfigurator(new HttpsConfigurator(tls.get().sslContext()));
      server = secure;
    } else {
      server = HttpServer.create(on, 0);
    }
    address =
        (tls.isPresent() ? "https" : "http") + "://127.0.0.1:" + server.getAddress().getPort();
    server.setExecutor(threads);
    server.createContext("/", this::serve);
    server.start();
  }

  /** Starts on a free port. */
  public static FakeHook start(HookProtocol protocol) {
    return start(protocol, Optional.empty());
  }

  /** Starts on a free port, behind TLS. */
  public static FakeHook start(HookProtocol protocol, TlsIdentity tls) {
    return start(protocol, Optional.of(tls));
  }

  private static FakeHook start(HookProtocol protocol, Optional<TlsIdentity> tls) {
    try {
      return new FakeHook(protocol, tls);
    } catch (IOException e) {
      throw new UncheckedIOException("fake hook: could not listen", e);
    }
  }

  /** Its address, without a slash at the end. */
  public String url() {
    return address;
  }

  /** Treats the next requests like this, one after the other. */
  public synchronized void next(HookBehaviour... behaviours) {
    script.addAll(List.of(behaviours));
  }

  /** Treats all requests like this from now on, once the script is used up. */
  public synchronized void from(HookBehaviour behaviour) {
    otherwise = behaviour;
  }

  /** Everything that was taken, oldest first. */
  public synchronized List<HookRequest> taken() {
    return List.copyOf(taken);
  }

  /** How many requests came in, whatever became of them. */
  public synchronized int requests() {
    return requests;
  }

  /** Waits until so many requests were taken, and returns them. */
  public synchronized List<HookRequest> awaitTaken(int count, Duration timeout) {
    awaitThat(
        () -> taken.size() >= count,
        timeout,
        () -> "must take " + count + " requests within " + timeout + ", took " + taken.size());
    return taken();
  }

  /** Waits until nobody listens to an answer without end any more. */
  public synchronized void awaitNobodyListens(Duration timeout) {
    awaitThat(
        () -> babbling == 0,
        timeout,
        () -> "must be left alone within " + timeout + ", " + babbling + " still listen");
  }

  /** Called with the monitor held; gives it up while waiting. */
  private synchronized void awaitThat(
      BooleanSupplier holds, Duration timeout, Supplier<String> complaint) {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (!holds.getAsBoolean()) {
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (left <= 0) {
        throw new AssertionError("hook: " + complaint.get());
      }
      try {
        wait(left);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError("hook: interrupted while waiting", e);
      }
    }
  }

  /** Goes away: connections are refused from now on. */
  public void goAway() {
    gone.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  @Override
  public void close() {
    goAway();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      treat(exchange, request(exchange));
    }
  }

  private static HookRequest request(HttpExchange exchange) throws IOException {
    return HookRequest.of(
        exchange.getRequestMethod(),
        exchange.getRequestURI().toString(),
        exchange.getRequestHeaders(),
        exchange.getRequestBody().readNBytes(LONGEST_BODY));
  }

  private void treat(HttpExchange exchange, HookRequest request) throws IOException {
    switch (behaviour()) {
      case HookBehaviour.Behave _ -> {
        HookAnswer answer = protocol.answer(request);
        if (answer.isSuccess()) {
          take(request);
        }
        say(exchange, answer);
      }
      case HookBehaviour.Say(HookAnswer answer) -> say(exchange, answer);
      case HookBehaviour.TakeAndSay(HookAnswer answer) -> {
        take(request);
        say(exchange, answer);
      }
      case HookBehaviour.TakeAndStall _ -> {
        take(request);
        isGoneWithin(1, TimeUnit.HOURS);
      }
      case HookBehaviour.Stall _ -> isGoneWithin(1, TimeUnit.HOURS);
      case HookBehaviour.TakeAndCut _ -> take(request);
      case HookBehaviour.TakeAndBabble _ -> {
        take(request);
        babble(exchange, "x".repeat(8_192), 0);
      }
      case HookBehaviour.TakeAndDrip _ -> {
        take(request);
        babble(exchange, "x", 50);
      }
    }
  }

  private static void say(HttpExchange exchange, HookAnswer answer) throws IOException {
    byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("content-type", answer.type());
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  /** Ends when the reader has had enough. */
  private void babble(HttpExchange exchange, String word, int pauseMillis) throws IOException {
    byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, 0);
    OutputStream out = exchange.getResponseBody();
    babbling(+1);
    try {
      while (!isGoneWithin(pauseMillis, TimeUnit.MILLISECONDS)) {
        out.write(bytes);
        out.flush();
      }
    } finally {
      babbling(-1);
    }
  }

  private synchronized void babbling(int change) {
    babbling += change;
    notifyAll();
  }

  private boolean isGoneWithin(long time, TimeUnit unit) {
    try {
      return gone.await(time, unit);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private synchronized HookBehaviour behaviour() {
    requests++;
    return script.isEmpty() ? otherwise : script.poll();
  }

  private synchronized void take(HookRequest request) {
    taken.add(request);
    notifyAll();
  }
}
