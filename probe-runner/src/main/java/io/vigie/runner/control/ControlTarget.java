package io.vigie.runner.control;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.vertx.core.Future;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.ProbeOrder;
import io.vigie.contract.job.Job;
import io.vigie.contract.job.RunId;
import io.vigie.contract.result.Outcome.Passed;
import io.vigie.contract.result.Result;
import io.vigie.runner.guard.NameService;
import io.vigie.runner.run.JobRunner;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What an operator knows to be up: a URL that answers, a port that is open, a name. */
final class ControlTarget implements Control {

  private static final String SETTING = "vigie.runner.control.targets";
  private static final ItemId ITEM = new ItemId("vigie", "control", "target");
  private static final Duration GRACE = Duration.ofSeconds(1);

  private final String text;
  private final JobRunner runner;
  private final NameService names;
  private final InstantSource clock;

  private ControlTarget(String text, JobRunner runner, NameService names, InstantSource clock) {
    this.text = text;
    this.runner = runner;
    this.names = names;
    this.clock = clock;
  }

  /** Reads {@code http://…}, {@code https://…}, {@code tcp://host:port} or {@code dns://name}. */
  static ControlTarget of(String text, JobRunner runner, NameService names, InstantSource clock) {
    if (!text.matches("(https?|tcp|dns)://[^/\\s].*")) {
      throw new IllegalArgumentException(
          SETTING
              + ": must list http://…, https://…, tcp://host:port or dns://name, was \""
              + text
              + '"');
    }
    return new ControlTarget(text, runner, names, clock);
  }

  @Override
  public String name() {
    return text;
  }

  @Override
  public boolean isOwn() {
    return false;
  }

  @Override
  public Optional<String> trouble(Duration limit) {
    try {
      String rest = text.substring(text.indexOf("://") + 3);
      return text.startsWith("dns:") ? nameTrouble(rest, limit) : probeTrouble(rest, limit);
    } catch (TimeoutException | ExecutionException e) {
      return Optional.of(text + ": no answer within " + limit.toMillis() + "ms");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** That there is no such name is an answer. */
  private Optional<String> nameTrouble(String name, Duration limit)
      throws InterruptedException, ExecutionException, TimeoutException {
    Future<List<InetAddress>> asked = names.addressesOf(name);
    return asked
        .map(_ -> Optional.<String>empty())
        .otherwise(
            cause ->
                cause instanceof UnknownHostException
                    ? Optional.empty()
                    : Optional.of(text + ": the resolver does not answer"))
        .toCompletionStage()
        .toCompletableFuture()
        .get(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  private Optional<String> probeTrouble(String rest, Duration limit)
      throws InterruptedException, ExecutionException, TimeoutException {
    Instant now = clock.instant();
    Job job = new Job(RunId.of(ITEM, now), ITEM, "", order(rest, limit), now, now.plus(limit));
    Result result =
        runner
            .run(job)
            .toCompletableFuture()
            .get(limit.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS);
    return result.outcome() instanceof Passed
        ? Optional.empty()
        : Optional.of(text + ": " + result.outcome().summary());
  }

  private ProbeOrder order(String rest, Duration limit) {
    boolean port = text.startsWith("tcp:");
    return new ProbeOrder(
        port ? "tcp" : "http",
        JsonNodeFactory.instance.objectNode().put(port ? "address" : "url", port ? rest : text),
        // Whatever a page answers, it is there.
        port ? List.of() : List.of("status > 0"),
        "here",
        limit);
  }
}
