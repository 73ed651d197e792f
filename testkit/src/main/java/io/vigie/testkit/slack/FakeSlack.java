package io.vigie.testkit.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A Slack of one workspace, on a port of 127.0.0.1. It behaves until it is told otherwise: {@link
 * #next} for the requests that come next, {@link #from} for all of them. Thread-safe.
 */
public final class FakeSlack implements AutoCloseable {

  /** The token that the API takes; not a secret of anybody. */
  public static final String TOKEN = "xoxb-fake-slack-token";

  private static final String WEBHOOK_PATH = "/services/T0FAKE/B0FAKE/fake-slack-webhook-secret";
  private static final String WEBHOOK_CHANNEL = "webhook";
  private static final int LONGEST_BODY = 1024 * 1024;

  private final ObjectMapper json = new ObjectMapper();
  private final InstantSource clock;
  private final int port;
  private final List<SlackMessage> messages = new ArrayList<>();
  private final Deque<SlackBehaviour> script = new ArrayDeque<>();
  private SlackBehaviour otherwise = SlackBehaviour.ok();
  private int requests;
  private int posted;

  private HttpServer server;
  private ExecutorService threads;
  private volatile CountDownLatch stalled;

  private FakeSlack(int port, InstantSource clock) throws IOException {
    this.clock = clock;
    listen(port);
    this.port = server.getAddress().getPort();
  }

  /** Starts on {@code port}; 0 takes a free one. */
  public static FakeSlack start(int port, InstantSource clock) {
    try {
      return new FakeSlack(port, clock);
    } catch (IOException e) {
      throw new UncheckedIOException("fake slack: could not listen on port " + port, e);
    }
  }

  public int port() {
    return port;
  }

  /** The address of the incoming webhook, with its secret path. */
  public String webhookUrl() {
    return "http://127.0.0.1:" + port + WEBHOOK_PATH;
  }

  /** The address under which the methods of the API lie. */
  public String apiUrl() {
    return "http://127.0.0.1:" + port + "/api";
  }

  /** Answers the next requests like this, one after the other. */
  public synchronized void next(SlackBehaviour... behaviours) {
    script.addAll(List.of(behaviours));
  }

  /** Answers all requests like this from now on, once the script is used up. */
  public synchronized void from(SlackBehaviour behaviour) {
    otherwise = behaviour;
  }

  /** Everything that was taken, in its present form, oldest first. */
  public synchronized List<SlackMessage> messages() {
    return List.copyOf(messages);
  }

  /** Somebody deletes a message. */
  public synchronized void delete(SlackMessage message) {
    messages.removeIf(one -> one.ts().equals(message.ts()));
  }

  /** The replies to a message, oldest first. */
  public synchronized List<SlackMessage> thread(SlackMessage root) {
    return messages.stream()
        .filter(one -> one.threadTs().filter(root.ts()::equals).isPresent())
        .toList();
  }

  /** How many requests came in, whatever became of them. */
  public synchronized int requests() {
    return requests;
  }

  /** Forgets messages and script, and behaves. */
  public synchronized void reset() {
    messages.clear();
    script.clear();
    otherwise = SlackBehaviour.ok();
    requests = 0;
  }

  /** Waits until the messages are as {@code expected}, and returns them. */
  public synchronized List<SlackMessage> await(
      Predicate<List<SlackMessage>> expected, Duration timeout) {
    awaitThat(
        () -> expected.test(messages()),
        timeout,
        () -> "slack: must hold the expected messages within " + timeout + ", held " + messages);
    return messages();
  }

  /** Waits until {@code count} requests have come in. */
  public synchronized void awaitRequests(int count, Duration timeout) {
    awaitThat(
        () -> requests >= count,
        timeout,
        () -> "slack: must be asked " + count + " times within " + timeout + ", was " + requests);
  }

  /** Called with the monitor held; gives it up while waiting. */
  private synchronized void awaitThat(
      BooleanSupplier holds, Duration timeout, Supplier<String> complaint) {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (!holds.getAsBoolean()) {
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (left <= 0) {
        throw new AssertionError(complaint.get());
      }
      try {
        wait(left);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError("slack: interrupted while waiting", e);
      }
    }
  }

  /** Goes away: connections are refused until {@link #comeBack}. */
  public synchronized void goAway() {
    if (server != null) {
      stalled.countDown();
      server.stop(0);
      threads.shutdownNow();
      server = null;
    }
  }

  /** Listens again on the same port. */
  public synchronized void comeBack() {
    if (server == null) {
      try {
        listen(port);
      } catch (IOException e) {
        throw new UncheckedIOException("fake slack: could not listen again on " + port, e);
      }
    }
  }

  @Override
  public void close() {
    goAway();
  }

  private void listen(int on) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), on), 0);
    threads = Executors.newVirtualThreadPerTaskExecutor();
    stalled = new CountDownLatch(1);
    server.setExecutor(threads);
    server.createContext("/", this::serve);
    server.start();
  }

  /** What is said to a request; empty when the connection is to be left or cut. */
  private record Answer(int status, String type, String body, Map<String, String> headers) {

    static Answer text(int status, String body) {
      return new Answer(status, "text/plain", body, Map.of());
    }

    static Answer json(String body) {
      return new Answer(200, "application/json", body, Map.of());
    }
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readNBytes(LONGEST_BODY);
      Optional<Answer> answer = answer(exchange, new String(body, StandardCharsets.UTF_8));
      if (answer.isPresent()) {
        say(exchange, answer.get());
      }
    }
  }

  private static void say(HttpExchange exchange, Answer answer) throws IOException {
    byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("content-type", answer.type());
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private Optional<Answer> answer(HttpExchange exchange, String body) throws IOException {
    return switch (behaviour()) {
      case SlackBehaviour.Ok _ -> Optional.of(take(exchange, body));
      case SlackBehaviour.RateLimited(Duration retryAfter) ->
          Optional.of(
              new Answer(
                  429,
                  "text/plain",
                  "rate limited",
                  Map.of("Retry-After", Long.toString(retryAfter.toSeconds()))));
      case SlackBehaviour.Status(int status, String text) -> Optional.of(Answer.text(status, text));
      case SlackBehaviour.NotOk(String error) -> Optional.of(notOk(error));
      case SlackBehaviour.AcceptThenStall _ -> {
        take(exchange, body);
        yield stall();
      }
      case SlackBehaviour.Stall _ -> stall();
      case SlackBehaviour.AcceptThenCut _ -> {
        take(exchange, body);
        yield Optional.empty();
      }
    };
  }

  private Optional<Answer> stall() {
    try {
      stalled.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Optional.empty();
  }

  private synchronized SlackBehaviour behaviour() {
    requests++;
    notifyAll();
    return script.isEmpty() ? otherwise : script.poll();
  }

  private Answer take(HttpExchange exchange, String body) throws IOException {
    JsonNode message = json.readTree(body);
    String path = exchange.getRequestURI().getPath();
    if (path.equals(WEBHOOK_PATH)) {
      return takeFromWebhook(message);
    }
    String sent = exchange.getRequestHeaders().getFirst("Authorization");
    if (!("Bearer " + TOKEN).equals(sent)) {
      return path.startsWith("/api/") ? notOk("invalid_auth") : Answer.text(404, "no_service");
    }
    return switch (path) {
      case "/api/chat.postMessage" -> post(message);
      case "/api/chat.update" -> update(message);
      default -> notOk("unknown_method");
    };
  }

  private Answer takeFromWebhook(JsonNode message) {
    Optional<String> broken = BlockRules.broken(message);
    if (broken.isPresent()) {
      return Answer.text(400, broken.get());
    }
    add(message, WEBHOOK_CHANNEL);
    return Answer.text(200, "ok");
  }

  private Answer post(JsonNode message) {
    String channel = message.path("channel").asText("");
    if (channel.isEmpty()) {
      return notOk("channel_not_found");
    }
    if (message.has("thread_ts") && !holds(message.path("thread_ts").asText(), channel)) {
      return notOk("thread_not_found");
    }
    return BlockRules.broken(message)
        .map(FakeSlack::notOk)
        .orElseGet(() -> posted(add(message, channel)));
  }

  private synchronized boolean holds(String ts, String channel) {
    return messages.stream().anyMatch(one -> one.ts().equals(ts) && one.channel().equals(channel));
  }

  private synchronized Answer update(JsonNode change) {
    for (int i = 0; i < messages.size(); i++) {
      SlackMessage message = messages.get(i);
      if (message.ts().equals(change.path("ts").asText())
          && message.channel().equals(change.path("channel").asText())) {
        Optional<String> broken = BlockRules.broken(change);
        if (broken.isPresent()) {
          return notOk(broken.get());
        }
        messages.set(i, message.edited(change.path("text").asText(""), blocks(change)));
        notifyAll();
        return posted(messages.get(i));
      }
    }
    return notOk("message_not_found");
  }

  private synchronized SlackMessage add(JsonNode message, String channel) {
    posted++;
    String ts = String.format(Locale.ROOT, "%d.%06d", clock.instant().getEpochSecond(), posted);
    SlackMessage taken =
        new SlackMessage(
            clock.instant(),
            channel,
            ts,
            Optional.ofNullable(message.path("thread_ts").textValue()),
            message.path("reply_broadcast").asBoolean(false),
            message.path("text").asText(""),
            blocks(message),
            List.of());
    messages.add(taken);
    notifyAll();
    return taken;
  }

  private JsonNode blocks(JsonNode message) {
    return message.path("blocks") instanceof ArrayNode blocks ? blocks : json.createArrayNode();
  }

  private Answer posted(SlackMessage message) {
    return Answer.json(
        json.createObjectNode()
            .put("ok", true)
            .put("channel", message.channel())
            .put("ts", message.ts())
            .toString());
  }

  private static Answer notOk(String error) {
    return Answer.json("{\"ok\":false,\"error\":\"" + error + "\"}");
  }
}
