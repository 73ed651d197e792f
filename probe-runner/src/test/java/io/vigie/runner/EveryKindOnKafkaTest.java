package io.vigie.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.ProbeOrder;
import io.vigie.contract.job.Job;
import io.vigie.contract.job.RunId;
import io.vigie.contract.result.Outcome.Blind;
import io.vigie.contract.result.Outcome.Missed;
import io.vigie.contract.result.Result;
import io.vigie.contract.result.Result.Seer;
import io.vigie.contract.wire.MessageType;
import io.vigie.contract.wire.Topic;
import io.vigie.probe.ProbeKind;
import io.vigie.probe.ProbeKinds;
import io.vigie.probe.settings.ShortForm;
import io.vigie.runner.guard.GuardedResolver;
import io.vigie.runner.guard.TargetGuard;
import io.vigie.runner.kafka.Kafka;
import io.vigie.runner.run.JobRunner;
import io.vigie.runner.run.Limits;
import io.vigie.runner.run.RunListener;
import io.vigie.runner.run.Sight;
import io.vigie.runner.run.Surroundings;
import io.vigie.runner.secret.SecretResolver;
import io.vigie.runtime.kafka.Records;
import io.vigie.runtime.time.ClockProducer;
import io.vigie.testkit.target.DeafPort;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Each example of each kind there is goes the whole way, to a port where nobody listens. */
@Isolated("needs the processors for itself")
class EveryKindOnKafkaTest {

  private static final Path EXAMPLES = Path.of("../probes/src/test/resources/io/vigie/probe");
  private static final Pattern SECRET = Pattern.compile("\\$\\{secret:([A-Za-z0-9_-]+)}");
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int MOST_LOOKS = 4;
  private static final Set<String> OUR_FAULTS =
      Set.of(
          "internal-error",
          "defect",
          "settings-unreadable",
          "expectation-unreadable",
          "kind-unknown",
          "secret-missing",
          "runner-overloaded");

  @TempDir Path secrets;

  private final ObjectMapper json = new ObjectMapper();
  private final Kafka kafka = Kafka.shared();
  private final String location = "e-" + UUID.randomUUID().toString().substring(0, 8);
  private final int port = DeafPort.refusing();

  @Test
  void everyExampleOfEveryKindComesBackWithSomethingToSayOfItsTarget() throws Exception {
    Map<RunId, String> examples = new HashMap<>();
    List<Job> jobs = new ArrayList<>();
    for (ProbeKind<?> kind : ProbeKinds.discovered().all()) {
      for (Path example : kind.name().equals("echo") ? List.<Path>of() : examples(kind)) {
        Job job = job(kind, Files.readString(example), jobs.size());
        examples.put(job.run(), kind.name() + "/" + example.getFileName());
        jobs.add(job);
      }
    }
    Map<RunId, Result> results = run(jobs);

    assertThat(results.keySet()).containsAll(examples.keySet());
    // All at one instant and for the first time: what the runner was too busy for is looked at
    // again.
    List<Job> again = tooBusyFor(jobs, results);
    for (int look = 1; !again.isEmpty() && look < MOST_LOOKS; look++) {
      List<Job> later = again.stream().map(EveryKindOnKafkaTest::later).toList();
      for (int i = 0; i < later.size(); i++) {
        examples.put(later.get(i).run(), examples.get(again.get(i).run()));
        results.remove(again.get(i).run());
      }
      results.putAll(run(later));
      again = tooBusyFor(later, results);
    }
    assertThat(results).hasSize(jobs.size());
    results.forEach(
        (run, result) -> {
          String code = result.outcome() instanceof Blind blind ? blind.code() : "";
          assertThat(OUR_FAULTS)
              .as("%s: %s", examples.get(run), result.outcome())
              .doesNotContain(code);
          assertThat(result.outcome()).as(examples.get(run)).isNotInstanceOf(Missed.class);
          assertThat(result.item().item()).startsWith(examples.get(run).replaceAll("/.*", "_"));
        });
  }

  private static List<Job> tooBusyFor(List<Job> jobs, Map<RunId, Result> results) {
    return jobs.stream()
        .filter(
            job ->
                results.get(job.run()).outcome() instanceof Blind(String code, _)
                    && code.equals("runner-overloaded"))
        .toList();
  }

  private static Job later(Job job) {
    Instant due = ClockProducer.system().instant().plusSeconds(2);
    return new Job(
        RunId.of(job.item(), due),
        job.item(),
        job.revision(),
        job.probe(),
        due,
        due.plusSeconds(80));
  }

  private List<Path> examples(ProbeKind<?> kind) throws IOException {
    Path folder = EXAMPLES.resolve(kind.name().replace("-", ""));
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> found =
          files.filter(file -> file.getFileName().toString().startsWith("valid-")).toList();
      assertThat(found).as("examples of " + kind.name()).isNotEmpty();
      return found;
    }
  }

  private Job job(ProbeKind<?> kind, String text, int number) throws IOException {
    Matcher secret = SECRET.matcher(text);
    while (secret.find()) {
      Files.writeString(secrets.resolve(secret.group(1)), "value-of-" + secret.group(1));
    }
    Load yaml = new Load(LoadSettings.builder().build());
    JsonNode document =
        json.valueToTree(yaml.loadFromString(text.replace("${port}", String.valueOf(port))));
    JsonNode written = document.get(kind.name());
    List<String> expect = new ArrayList<>();
    document.path("expect").forEach(expression -> expect.add(expression.asText()));
    ItemId item = new ItemId("shop", "production", kind.name() + "_" + number);
    Instant due = ClockProducer.system().instant().plusSeconds(2);
    ObjectNode settings =
        written instanceof ObjectNode full
            ? full
            : json.createObjectNode().set(shortForm(kind), written);
    ProbeOrder order =
        new ProbeOrder(kind.name(), settings, expect, location, Duration.ofSeconds(5));
    return new Job(RunId.of(item, due), item, "r", order, due, due.plusSeconds(80));
  }

  /** The one setting that an author may write alone. */
  private static String shortForm(ProbeKind<?> kind) {
    return Stream.of(kind.settings().getRecordComponents())
        .filter(component -> component.isAnnotationPresent(ShortForm.class))
        .findFirst()
        .orElseThrow()
        .getName();
  }

  private Map<RunId, Result> run(List<Job> jobs) {
    Vertx vertx = Vertx.vertx();
    JobRunner runner =
        new JobRunner(
            ProbeKinds.discovered(),
            surroundings(vertx),
            new Seer("r-1", location),
            Limits.fair(50, Optional.empty(), Map.of(), 50),
            Sight.CLEAR,
            RunListener.NONE);
    JobSources sources =
        new JobSources(
            RunnerConfig.Jobs.SHARE_GROUP,
            location,
            kafka.settings.client(),
            kafka.letters(),
            2,
            ResultPublisher.capacity(runner),
            ResultPublisher.urgentCapacity(runner));
    kafka.topics.ensure(sources.topics());
    kafka.topics.ensure(List.of(Topic.RESULTS));
    sources.shareGroups().forEach(kafka.topics::ensureShareGroup);
    try {
      sources.start(
          new ResultPublisher(runner, kafka.producers, kafka.codec, ClockProducer.system()));
      send(jobs);
      return results(jobs.size());
    } finally {
      runner.stopTaking();
      sources.stop(Duration.ofSeconds(2));
      runner.close();
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  /** Every name is this machine. */
  private Surroundings surroundings(Vertx vertx) {
    return new Surroundings(
        vertx,
        new GuardedResolver(
            _ -> Future.succeededFuture(List.of(InetAddress.getLoopbackAddress())),
            TargetGuard.allowing(List.of("loopback"))),
        SecretResolver.ofThisProcess(Optional.of(secrets)),
        ClockProducer.system());
  }

  private void send(List<Job> jobs) {
    Instant now = ClockProducer.system().instant();
    List<CompletableFuture<?>> sent = new ArrayList<>();
    jobs.forEach(
        job ->
            sent.add(
                kafka.send(
                    Records.toRecord(
                        Topic.jobs(location), kafka.codec.write(MessageType.JOB, job, now)))));
    sent.forEach(CompletableFuture::join);
  }

  /** Those of this test: others may use the broker, too. */
  private Map<RunId, Result> results(int wanted) {
    Map<RunId, Result> found = new HashMap<>();
    Map<String, Object> settings = new HashMap<>(kafka.settings.client());
    settings.put("group.id", "results-" + UUID.randomUUID());
    settings.put("auto.offset.reset", "earliest");
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      consumer.subscribe(List.of(Topic.RESULTS.name()));
      long end = System.nanoTime() + PATIENCE.toNanos();
      while (found.size() < wanted && System.nanoTime() < end) {
        consumer
            .poll(Duration.ofMillis(200))
            .forEach(
                record -> {
                  Result result = kafka.codec.read(MessageType.RESULT, Records.toEnvelope(record));
                  if (result.seer().location().equals(location)) {
                    found.put(result.run(), result);
                  }
                });
      }
    }
    return found;
  }
}
