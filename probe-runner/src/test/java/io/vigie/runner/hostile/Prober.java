package io.vigie.runner.hostile;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.ProbeOrder;
import io.vigie.contract.job.Job;
import io.vigie.contract.job.RunId;
import io.vigie.contract.result.Outcome.Blind;
import io.vigie.contract.result.Outcome.Failed;
import io.vigie.contract.result.Outcome.Failure;
import io.vigie.contract.result.Outcome.Missed;
import io.vigie.contract.result.Outcome.Passed;
import io.vigie.contract.result.Result;
import io.vigie.contract.result.Result.Seer;
import io.vigie.probe.ProbeKinds;
import io.vigie.runner.guard.GuardedResolver;
import io.vigie.runner.guard.NameService;
import io.vigie.runner.guard.TargetGuard;
import io.vigie.runner.run.JobRunner;
import io.vigie.runner.run.RunListener;
import io.vigie.runner.run.Surroundings;
import io.vigie.runner.run.Trace;
import io.vigie.runner.secret.SecretResolver;
import io.vigie.runtime.time.ClockProducer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A runner's engine with every kind there is, names from a table, and an egress policy. */
final class Prober implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  final Vertx vertx = Vertx.vertx();
  final InstantSource clock = ClockProducer.system();
  final JobRunner runner;
  private final Map<String, NameService> names = new ConcurrentHashMap<>();
  private final AtomicInteger items = new AtomicInteger();

  Prober(int maxConcurrent, Optional<Path> secrets, List<String> egress) {
    GuardedResolver resolver = new GuardedResolver(this::addressesOf, TargetGuard.allowing(egress));
    runner =
        new JobRunner(
            ProbeKinds.discovered(),
            new Surroundings(vertx, resolver, SecretResolver.ofThisProcess(secrets), clock),
            new Seer("hostile", "outside"),
            maxConcurrent,
            RunListener.NONE);
  }

  /** A runner that reaches these addresses. */
  static Prober reaching(String... egress) {
    return new Prober(500, Optional.empty(), List.of(egress));
  }

  /** A name that resolves to these addresses. */
  Prober name(String name, String... addresses) {
    List<InetAddress> all = new ArrayList<>();
    for (String address : addresses) {
      all.add(InetAddress.ofLiteral(address));
    }
    return name(name, _ -> Future.succeededFuture(all));
  }

  Prober name(String name, NameService answers) {
    names.put(name, answers);
    return this;
  }

  private Future<List<InetAddress>> addressesOf(String name) {
    NameService known = names.get(name);
    return known == null
        ? Future.failedFuture(new UnknownHostException(name + ": no such host"))
        : known.addressesOf(name);
  }

  /** Looks once, with the settings as JSON. */
  CompletionStage<Result> look(String kind, String settings, Duration timeout, Trace trace) {
    Instant now = clock.instant();
    ItemId item = new ItemId("hostile", "test", "T-" + items.incrementAndGet());
    ProbeOrder order = new ProbeOrder(kind, tree(settings), List.of(), "outside", timeout);
    return runner.run(
        new Job(RunId.of(item, now), item, "rev", order, now, now.plusSeconds(60)), trace);
  }

  Result looked(String kind, String settings, Trace trace) {
    return look(kind, settings, Duration.ofSeconds(5), trace).toCompletableFuture().join();
  }

  /** Looks at a URL, following redirects. */
  Result get(String url) {
    return looked("http", "{\"url\": " + quoted(url) + "}", Trace.NONE);
  }

  static String quoted(String text) {
    try {
      return JSON.writeValueAsString(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ObjectNode tree(String settings) {
    try {
      return (ObjectNode) JSON.readTree(settings);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The verdict in a word: {@code passed}, or a code with what it is about. */
  static String verdict(Result result) {
    return switch (result.outcome()) {
      case Passed _ -> "passed";
      case Failed(Failure failure) -> "failed " + failure.code();
      case Blind(String code, String _) -> "blind " + code;
      case Missed _ -> "missed";
    };
  }

  @Override
  public void close() {
    runner.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
