package io.vigie.probe.line;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.handler.ssl.SslContext;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vigie.probe.Observation;
import io.vigie.probe.ProbeContext;
import io.vigie.probe.net.Agreed;
import io.vigie.probe.net.Attempt;
import io.vigie.probe.net.Handshake;
import io.vigie.probe.net.HostPort;
import io.vigie.probe.net.Stage;
import io.vigie.probe.net.Trouble.Broken;
import io.vigie.probe.net.Trouble.Ours;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One connection to one server, spoken over in blocking calls by the one virtual thread of its
 * {@link Talk}. The attempt, which it is a part of, stays on its event loop and keeps the deadline;
 * when it ends, every call that waits fails. Not thread-safe.
 */
public final class Conversation {

  /** The most bytes of a line, without its end. */
  public static final int LONGEST_LINE = 8 * 1024;

  private static final int LONGEST_FACT = 256;
  private static final int READ_AT_ONCE = 8 * 1024;

  /** What is said, and what was learned by it: the values of the kind's own words. */
  @FunctionalInterface
  public interface Talk {
    Map<String, Object> hold(Conversation conversation);
  }

  /**
   * What a kind brings to its conversations.
   *
   * @param kind its name, for messages
   * @param stages those after connecting and TLS
   * @param mostBytes the most that is read in all
   */
  public record Manner(String kind, List<Stage> stages, long mostBytes, TlsContexts tls) {
    public Manner {
      stages = List.copyOf(stages);
    }
  }

  private final Manner manner;
  private final Attempt attempt;
  private final Instant startedAt;
  private final Inbox inbox = new Inbox();
  private final CompletableFuture<Void> over;
  private final List<String> concealed = new ArrayList<>();
  private Stage stage = Stage.RESOLVE;
  private Channel channel;
  private Agreed agreed;

  private Conversation(Manner manner, Attempt attempt, CompletableFuture<Void> over) {
    this.manner = manner;
    this.attempt = attempt;
    this.over = over;
    this.startedAt = attempt.context().startedAt();
    var _ = over.thenRun(() -> inbox.close(null));
  }

  /**
   * One of several within an attempt, each with a server of its own.
   *
   * @param over completes when the attempt ends
   */
  public static Conversation within(Attempt attempt, Manner manner, CompletableFuture<Void> over) {
    return new Conversation(manner, attempt, over);
  }

  /** Has {@code talk} held on a virtual thread. */
  public static Future<Observation> hold(Manner manner, ProbeContext context, Talk talk) {
    Promise<Void> over = Promise.promise();
    return Attempt.begin(
            context,
            manner.kind(),
            attempt ->
                new Conversation(manner, attempt, new CompletableFuture<>())
                    .begin(talk, over.future()))
        .onComplete(_ -> over.tryComplete());
  }

  private Future<Observation> begin(Talk talk, Future<Void> end) {
    end.onComplete(_ -> over.complete(null));
    Promise<Observation> observed = Promise.promise();
    Thread.ofVirtual().name(manner.kind() + "-probe").start(() -> hold(talk, observed));
    return observed.future();
  }

  private void hold(Talk talk, Promise<Observation> observed) {
    try {
      Map<String, Object> words = talk.hold(this);
      attempt.loop().execute(() -> observed.tryComplete(seen(words)));
    } catch (RuntimeException e) {
      attempt.loop().execute(() -> observed.tryFail(e));
    }
  }

  private Observation seen(Map<String, Object> words) {
    Map<String, Object> all = new HashMap<>(words);
    all.putAll(attempt.times(Words.all(manner.stages())));
    all.putAll(attempt.remote());
    all.putAll(Words.facts(Optional.ofNullable(agreed), startedAt));
    return attempt.seen(all);
  }

  /** Resolves, judges and dials. */
  public void connect(String host, int port) {
    stage = Stage.CONNECT;
    channel = await(() -> attempt.connect(new HostPort(host, port)).map(this::opened));
  }

  private Channel opened(Channel opened) {
    opened.config().setAutoRead(false);
    opened.config().setRecvByteBufAllocator(new FixedRecvByteBufAllocator(READ_AT_ONCE));
    opened.pipeline().addFirst(inbox);
    return opened;
  }

  /**
   * Changes to TLS. What the server has already said in clear beyond its last answer would be taken
   * for said under TLS, and is refused.
   */
  public void secure(Judging by) {
    secure(by, handshake -> handshake.on(channel));
  }

  /** The same, where the handshake itself goes within packets of SQL Server's protocol. */
  public void secureInPackets(Judging by) {
    HandshakePackets packets = new HandshakePackets();
    secure(by, handshake -> handshake.within(packets, channel).onSuccess(_ -> packets.over()));
  }

  private void secure(Judging by, Function<Handshake, Future<Agreed>> begin) {
    if (!inbox.isEmpty()) {
      throw new Broken(
          "clear-text-injected", "the server said more in clear after it agreed to change to TLS");
    }
    enter(Words.TLS);
    SslContext context = manner.tls().context(by.verify(), by.ca().map(this::reveal));
    Handshake handshake = new Handshake(context, by.host(), -1, by.verify(), startedAt);
    agreed = await(() -> begin.apply(handshake));
    Words.evidence(agreed, startedAt).forEach(this::fact);
  }

  /** Hangs up. */
  public void close() {
    var _ = channel.close();
  }

  /** Whether TLS is spoken. */
  public boolean isSecure() {
    return agreed != null;
  }

  /** Begins a stage of the kind. */
  public void enter(Stage next) {
    stage = next;
    onAttempt(on -> on.enter(next));
  }

  /** The way in which secrets come in, when they are needed and not before. */
  public String reveal(String text) {
    return attempt.context().reveal(text);
  }

  /** The wall-clock time at the start of the run. */
  public Instant startedAt() {
    return startedAt;
  }

  /** Something for the evidence, which is cut where it is long. */
  public void fact(String name, String value) {
    String cut = value.length() <= LONGEST_FACT ? value : value.substring(0, LONGEST_FACT) + "…";
    onAttempt(on -> on.fact(name, cut));
  }

  /** A number for metrics. */
  public void number(String name, double value) {
    onAttempt(on -> on.number(name, value));
  }

  /** What the server said, for the evidence. */
  public void excerpt(String text) {
    onAttempt(on -> on.excerpt(text));
  }

  private void onAttempt(Consumer<Attempt> task) {
    attempt.loop().execute(() -> task.accept(attempt));
  }

  /** Sends text in UTF-8. */
  public void send(String text) {
    send(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Sends a line that ends with a secret, in a form that nobody would know it by. Where the server
   * says that back, it is left out.
   */
  public void sendConcealed(String command, String secret) {
    concealed.add(secret);
    send(command + secret + "\r\n");
  }

  private String withoutConcealed(String line) {
    String shown = line;
    for (String secret : concealed) {
      shown = secret.length() < 4 ? shown : shown.replace(secret, "…");
    }
    return shown;
  }

  /** Sends bytes; whether they arrive shows in the answer. */
  public void send(byte[] bytes) {
    var _ = channel.writeAndFlush(Unpooled.wrappedBuffer(bytes));
  }

  /** Sends bytes later, unless what is given back is asked before: whether it was in time. */
  public BooleanSupplier sendAfter(Duration time, byte[] bytes) {
    var sending = attempt.loop().schedule(() -> send(bytes), time.toNanos(), NANOSECONDS);
    return () -> sending.cancel(false);
  }

  /** The next line, without its end; what is not UTF-8 in it is replaced. */
  public String line() {
    byte[] line = new byte[LONGEST_LINE];
    int length = 0;
    int next = read();
    while (next != '\n') {
      if (length == line.length) {
        throw new Broken(
            "line-limit", "a line must be at most " + LONGEST_LINE / 1024 + " KiB, was longer");
      }
      line[length++] = (byte) next;
      next = read();
    }
    int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
    return withoutConcealed(new String(line, 0, end, StandardCharsets.UTF_8));
  }

  /** The next byte, as an unsigned number. */
  public int read() {
    try {
      int taken = inbox.take();
      requireLimited(0);
      return taken;
    } catch (Inbox.Closed closed) {
      throw gone(closed.getCause());
    }
  }

  /** The next bytes, as many as the kind has found to be bearable. */
  public byte[] read(int count) {
    requireLimited(count);
    try {
      byte[] taken = inbox.take(count);
      requireLimited(0);
      return taken;
    } catch (Inbox.Closed closed) {
      throw gone(closed.getCause());
    }
  }

  private void requireLimited(int count) {
    if (Math.max(count, inbox.taken()) > manner.mostBytes()) {
      throw new Broken(
          "answer-limit",
          "the server must say at most " + manner.mostBytes() / 1024 + " KiB, said more");
    }
  }

  private RuntimeException gone(Throwable cause) {
    String doing = " while " + stage.doing();
    if (over.isDone()) {
      return new Ours("ended", "the run has ended");
    }
    return isReset(cause)
        ? new Broken("connection-reset", "connection reset by the server" + doing)
        : new Broken("connection-closed", "the server closed the connection" + doing);
  }

  private static boolean isReset(Throwable cause) {
    return cause instanceof IOException
        && Objects.requireNonNullElse(cause.getMessage(), "")
            .toLowerCase(Locale.ROOT)
            .contains("reset");
  }

  /** Has something done on the event loop and waits for it, or for the end of the attempt. */
  private <T> T await(Supplier<Future<T>> begin) {
    CompletableFuture<T> done = new CompletableFuture<>();
    attempt
        .loop()
        .execute(() -> begin.get().onComplete(done::complete, done::completeExceptionally));
    try {
      CompletableFuture.anyOf(over, done).get();
      if (!done.isDone()) {
        throw new Ours("ended", "the run has ended");
      }
      return done.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Ours("ended", "the run was interrupted");
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException unchecked
          ? unchecked
          : new IllegalStateException(e.getCause().getClass().getName());
    }
  }
}
