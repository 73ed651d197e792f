package io.vigie.probe.net;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vigie.contract.result.Evidence;
import io.vigie.contract.result.Outcome;
import io.vigie.probe.Observation;
import io.vigie.probe.ProbeContext;
import io.vigie.probe.expect.Vocabulary;
import io.vigie.probe.net.Trouble.Broken;
import io.vigie.probe.net.Trouble.Ours;
import io.vigie.probe.settings.DurationText;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * One look at a target over connections: which stage it is in, what it has found out so far, and
 * what it holds open. Whatever happens, it ends with exactly one observation, at the latest at the
 * deadline, and then everything is closed. Confined to one event loop.
 */
public final class Attempt {

  /** Characters of what a target said that are kept as evidence. */
  public static final int LONGEST_EXCERPT = 4096;

  private final ProbeContext context;
  private final String kind;
  private final EventLoop loop;
  private final Promise<Observation> observed = Promise.promise();
  private final long startedAt = System.nanoTime();
  private final Duration limit;
  private final Map<Stage, Long> took = new LinkedHashMap<>();
  private final Map<String, String> facts = new HashMap<>();
  private final Map<String, Double> numbers = new HashMap<>();
  private final Set<Channel> open = new HashSet<>();
  private Stage stage = Stage.RESOLVE;
  private long enteredAt = startedAt;
  private List<Stage> order = List.of();
  private Supplier<String> progress = () -> "";
  private String whereabouts = "";
  private Optional<String> excerpt = Optional.empty();
  private Optional<Dialer> dialer = Optional.empty();
  private Optional<InetSocketAddress> remote = Optional.empty();
  private Duration connectedIn = Duration.ZERO;
  private volatile boolean ended;

  private Attempt(ProbeContext context, String kind) {
    this.context = context;
    this.kind = kind;
    this.loop = Loops.ofRun(context.vertx());
    this.limit = context.remaining();
  }

  /**
   * Looks once. What {@code look} fails with becomes an observation: {@link Broken} of the target,
   * {@link Ours} of us, anything else a defect of the kind.
   */
  public static Future<Observation> begin(
      ProbeContext context, String kind, Function<Attempt, Future<Observation>> look) {
    Attempt attempt = new Attempt(context, kind);
    context.closeAtDeadline(attempt::close);
    attempt.run(
        () -> Future.succeededFuture().compose(_ -> look.apply(attempt)).onComplete(attempt::end));
    return attempt.observed.future();
  }

  /** From any thread. One that has ended holds nothing open: its event loop is not woken for it. */
  private void close() {
    if (!ended) {
      run(this::deadline);
    }
  }

  private void run(Runnable task) {
    if (!loop.isShuttingDown()) {
      loop.execute(task);
    }
  }

  public ProbeContext context() {
    return context;
  }

  public EventLoop loop() {
    return loop;
  }

  /** True when there is nothing more to do. */
  public boolean hasEnded() {
    return ended;
  }

  /** Ends the stage that is going on, and begins another. */
  public void enter(Stage next) {
    long now = System.nanoTime();
    took.merge(stage, now - enteredAt, Long::sum);
    stage = next;
    enteredAt = now;
    progress = () -> "";
  }

  /** The order in which the evidence tells the stages, where it is not that of their beginning. */
  public void order(List<Stage> stages) {
    order = List.copyOf(stages);
  }

  /** What to add to the message of any failure from here on. */
  public void whereabouts(String text) {
    whereabouts = text;
  }

  /** What to add to the message should the deadline come in this stage. */
  public void progress(Supplier<String> soFar) {
    progress = soFar;
  }

  /** Something for the evidence, whatever comes of the attempt. */
  public void fact(String name, String value) {
    facts.put(name, value);
  }

  /** A number for metrics, whatever comes of the attempt. */
  public void number(String name, double value) {
    numbers.put(name, value);
  }

  /** What the target said, for the evidence; at most 4,096 characters of it. */
  public void excerpt(String text) {
    excerpt = text.isEmpty() ? Optional.empty() : Optional.of(cut(text));
  }

  private static String cut(String text) {
    return text.length() <= LONGEST_EXCERPT ? text : text.substring(0, LONGEST_EXCERPT);
  }

  /** The addresses of a host that may be reached; fails with {@link Trouble}. */
  public Future<List<InetAddress>> resolve(String host) {
    enter(Stage.RESOLVE);
    return Names.resolve(context, host, loop).compose(this::unlessEnded);
  }

  /** The same within the stage that is going on, for what the target leads to. */
  public Future<List<InetAddress>> resolveFurther(String host) {
    return Names.resolve(context, host, loop).compose(this::unlessEnded);
  }

  /** Connects to the first address that accepts; fails with {@link Trouble}. */
  public Future<Channel> dial(List<InetAddress> addresses, int port) {
    if (ended) {
      return over();
    }
    enter(Stage.CONNECT);
    Dialer dialling = new Dialer(context.vertx(), loop, context::remaining, this::own);
    dialer = Optional.of(dialling);
    return dialling.dial(addresses, port).onSuccess(this::connected);
  }

  /** A further connection, within the stage that is going on. */
  public Future<Channel> another(InetAddress address, int port) {
    return another(List.of(address), port);
  }

  /** The same, to the first address that accepts. */
  public Future<Channel> another(List<InetAddress> addresses, int port) {
    return ended
        ? over()
        : new Dialer(context.vertx(), loop, context::remaining, this::own).dial(addresses, port);
  }

  /** Resolves and connects. */
  public Future<Channel> connect(HostPort to) {
    return resolve(to.host()).compose(addresses -> dial(addresses, to.port()));
  }

  private void connected(Channel channel) {
    remote = Optional.of((InetSocketAddress) channel.remoteAddress());
    connectedIn = Duration.ofNanos(System.nanoTime() - enteredAt);
    fact("remoteAddress", Dialer.shown(remote.get()));
  }

  /**
   * Computes something that may take long, such as what a hostile target makes costly, on a virtual
   * thread, and comes back to the event loop.
   */
  public <T> Future<T> aside(Supplier<T> work) {
    Promise<T> computed = Promise.promise();
    Thread.startVirtualThread(
        () -> {
          Future<T> result = computed(work);
          run(() -> result.onComplete(computed));
        });
    return computed.future().compose(this::unlessEnded);
  }

  private static <T> Future<T> computed(Supplier<T> work) {
    try {
      return Future.succeededFuture(work.get());
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }

  /** The value, or a failure that nobody hears when the attempt is over. */
  public <T> Future<T> unlessEnded(T value) {
    return ended ? over() : Future.succeededFuture(value);
  }

  private static <T> Future<T> over() {
    return Future.failedFuture(new Ours("ended", "the run has ended"));
  }

  /** Has a channel closed when the attempt ends. */
  public void own(Channel channel) {
    open.removeIf(known -> !known.isOpen());
    open.add(channel);
    if (ended) {
      var _ = channel.close();
    }
  }

  /** Facts for {@link Glossary#remote}. */
  public Map<String, Object> remote() {
    return Map.of(
        "remoteAddress", remote.map(Dialer::shown).orElse(""),
        "remoteIp", remote.map(address -> address.getAddress().getHostAddress()).orElse(""));
  }

  /** Facts for {@link Glossary#vocabulary}; the stage that is going on is ended. */
  public Map<String, Object> times(List<Stage> stages) {
    enter(stage);
    Map<String, Object> times = new HashMap<>();
    times.put(Vocabulary.NOW, context.startedAt());
    times.put("duration", Duration.ofNanos(System.nanoTime() - startedAt));
    stages.forEach(of -> times.put("phases." + of.word(), tookOf(of)));
    return times;
  }

  private Duration tookOf(Stage of) {
    return Duration.ofNanos(took.getOrDefault(of, 0L));
  }

  /** What was seen, with the evidence collected so far. */
  public Observation seen(Map<String, Object> words) {
    return new Observation.Seen(words, evidence(Map.of()));
  }

  private Evidence evidence(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(facts);
    all.putAll(more);
    return new Evidence(
        all,
        numbers,
        phases(),
        excerpt,
        excerpt.filter(text -> text.length() == LONGEST_EXCERPT).isPresent());
  }

  /** How long each stage that happened took. */
  public List<Evidence.Phase> phases() {
    return Stream.concat(order.stream(), took.keySet().stream())
        .distinct()
        .filter(took::containsKey)
        .map(past -> new Evidence.Phase(past.word(), tookOf(past)))
        .toList();
  }

  private void end(AsyncResult<Observation> result) {
    if (ended) {
      return;
    }
    ended = true;
    enter(stage);
    for (Channel channel : open) {
      var _ = channel.close();
    }
    observed.complete(result.succeeded() ? result.result() : unseen(result.cause()));
  }

  private Observation unseen(Throwable cause) {
    return switch (cause) {
      case Broken broken ->
          new Observation.Failed(
              new Outcome.Failure(
                  broken.code(), stage.word(), broken.getMessage() + whereabouts, List.of()),
              evidence(broken.facts()));
      case Ours ours -> new Observation.Blind(ours.code(), ours.getMessage(), evidence(Map.of()));
      case ProbeContext.SecretMissing missing ->
          new Observation.Blind("secret-missing", missing.getMessage(), evidence(Map.of()));
      default ->
          new Observation.Blind(
              "defect",
              "the " + kind + " probe has a defect: " + cause.getClass().getName(),
              evidence(Map.of()));
    };
  }

  private void deadline() {
    if (!ended) {
      end(Future.failedFuture(timedOut()));
    }
  }

  private Trouble timedOut() {
    String after = " timed out after " + rounded(limit);
    if (stage.equals(Stage.RESOLVE)) {
      return new Ours("resolver", stage.doing() + after);
    } else if (stage.equals(Stage.CONNECT)) {
      String tried = dialer.map(Dialer::tried).orElse("the target");
      return new Broken("connection-timed-out", "connecting to " + tried + after);
    }
    return new Broken("timeout", stage.doing() + after + connectedTo() + soFar());
  }

  private String soFar() {
    String text = progress.get();
    return text.isEmpty() ? "" : ": " + text;
  }

  private String connectedTo() {
    return remote
        .map(Dialer::shown)
        .map(shown -> " (connected to " + shown + " in " + connectedIn.toMillis() + "ms)")
        .orElse("");
  }

  /** The limit as it was meant: what is left when a run begins is a little less. */
  static String rounded(Duration limit) {
    long step = limit.toMillis() >= 1000 ? 100 : 10;
    return DurationText.print(Duration.ofMillis(Math.ceilDiv(limit.toMillis(), step) * step));
  }
}
