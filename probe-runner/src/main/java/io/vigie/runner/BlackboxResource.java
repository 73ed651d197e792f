package io.vigie.runner;

import io.vigie.contract.result.Outcome.Blind;
import io.vigie.runner.blackbox.Module;
import io.vigie.runner.blackbox.OnDemand;
import io.vigie.runner.blackbox.OnDemand.Answer;
import io.vigie.runner.blackbox.ProbePage;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** {@code /probe?target=…&module=…}, for those who come from blackbox_exporter. */
@Path("/probe")
@ApplicationScoped
public class BlackboxResource {

  private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

  /** A scraper wants its answer before its own patience ends. */
  private static final Duration BEFORE_THE_SCRAPE_ENDS = Duration.ofMillis(500);

  private static final int LONGEST_TARGET = 2048;

  private final RunnerConfig.Blackbox config;
  private final Optional<OnDemand> probes;

  @Inject
  BlackboxResource(RunnerConfig config, Runner runner) {
    this.config = config.blackbox();
    this.probes =
        this.config.enabled()
            ? Optional.of(
                new OnDemand(
                    Module.builtIn(modules(this.config)),
                    runner.surroundings(),
                    this.config.maxConcurrent()))
            : Optional.empty();
  }

  private static Map<String, Module> modules(RunnerConfig.Blackbox config) {
    Map<String, Module> modules = new HashMap<>();
    config
        .modules()
        .forEach(
            (name, module) ->
                modules.put(
                    name,
                    new Module(
                        module.kind(),
                        module.settings(),
                        module.target(),
                        module.expect().orElse(List.of()))));
    return modules;
  }

  @GET
  public CompletionStage<Response> probe(
      @QueryParam("target") @DefaultValue("") String target,
      @QueryParam("module") @DefaultValue("http_2xx") String name,
      @QueryParam("debug") @DefaultValue("false") boolean debug,
      @HeaderParam("X-Prometheus-Scrape-Timeout-Seconds") @DefaultValue("") String patience) {
    if (probes.isEmpty()) {
      return said(404, "vigie.runner.blackbox.enabled: is false on this runner");
    }
    Optional<Module> module = probes.get().module(name);
    if (module.isEmpty()) {
      return said(400, "Unknown module \"" + name + '"');
    }
    if (target.isBlank() || target.length() > LONGEST_TARGET || target.contains("${")) {
      return said(400, "Target parameter is missing, or is no target");
    }
    return probes
        .get()
        .probe(module.get(), target, timeout(patience))
        .map(answer -> answer.thenApply(seen -> response(seen, name, module.get(), debug)))
        .orElseGet(() -> said(503, "too many probes at once"));
  }

  private static Response response(Answer answer, String name, Module module, boolean debug) {
    if (debug) {
      return text(200, ProbePage.debug(answer, name, module));
    }
    return answer.outcome() instanceof Blind(String code, String summary)
        ? text(statusOf(code), summary + "\n")
        : text(200, ProbePage.of(answer.gauges()));
  }

  /** What is the caller's fault, and what is ours; a target's is an answer. */
  private static int statusOf(String blindness) {
    return switch (blindness) {
      case "settings-unreadable" -> 400;
      case "target-refused" -> 403;
      default -> 503;
    };
  }

  private Duration timeout(String patience) {
    try {
      Duration wanted =
          Duration.ofMillis((long) (Double.parseDouble(patience) * 1000))
              .minus(BEFORE_THE_SCRAPE_ENDS);
      return wanted.isPositive() && wanted.compareTo(config.timeout()) < 0
          ? wanted
          : config.timeout();
    } catch (NumberFormatException e) {
      return config.timeout();
    }
  }

  private static CompletionStage<Response> said(int status, String message) {
    return CompletableFuture.completedFuture(text(status, message + "\n"));
  }

  private static Response text(int status, String body) {
    return Response.status(status).type(TEXT).entity(body).build();
  }

  @PreDestroy
  void close() {
    probes.ifPresent(OnDemand::close);
  }
}
