package io.vigie.alert.benchmark;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.vigie.alert.Samples;
import io.vigie.alert.processes.Backstage;
import io.vigie.alert.processes.Pager;
import io.vigie.alert.processes.ServiceProcess;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.ProbeOrder;
import io.vigie.contract.check.Schedule;
import io.vigie.contract.check.Thresholds;
import io.vigie.contract.job.Job;
import io.vigie.contract.job.RunId;
import io.vigie.contract.wire.MessageType;
import io.vigie.contract.wire.Topic;
import io.vigie.contract.wire.WireCodec;
import io.vigie.runtime.kafka.Records;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Run by benchmarks/alert.sh: one packaged alert-service, and for the latency one packaged runner,
 * with a target, a channel and whoever sends jobs in this process.
 */
public final class AlertBenchmark implements AutoCloseable {

  private static final InstantSource CLOCK = InstantSource.system();
  private static final Path SERVICE = Path.of("alert-service/target/quarkus-app/quarkus-run.jar");
  private static final Path RUNNER =
      Path.of(
          System.getProperty(
              "vigie.runner.jar", "probe-runner/target/quarkus-app/quarkus-run.jar"));

  private static final int WARM_UP_SECONDS = 30;

  /** As they are deployed (deploy/docker/jvm.options), unless others are asked for. */
  private static final List<String> FLAGS =
      List.of(
          System.getProperty("vigie.benchmark.flags", "-Xmx256m -XX:TieredStopAtLevel=1")
              .split(" ", -1));

  private final WireCodec codec = new WireCodec("/benchmark");
  private final Path folder;
  private final Backstage backstage;
  private final Pager pager = Pager.open();
  private final KafkaProducer<String, String> producer;

  private AlertBenchmark() throws IOException {
    // As root, the database runs as another account, which must get at its folder.
    folder =
        Files.createTempDirectory(
            "vigie-alert-benchmark-",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    backstage = Backstage.open(folder);
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", backstage.kafka(), "acks", "all"),
            new StringSerializer(),
            new StringSerializer());
  }

  /** {@code latency PER-MINUTE SECONDS}, {@code results PER-SECOND SECONDS ITEMS}. */
  public static void main(String[] arguments) throws Exception {
    try (AlertBenchmark benchmark = new AlertBenchmark()) {
      int first = Integer.parseInt(arguments[1]);
      int second = Integer.parseInt(arguments[2]);
      switch (arguments[0]) {
        case "latency" -> benchmark.latency(first, second);
        case "results" -> benchmark.results(first, second, Integer.parseInt(arguments[3]));
        default -> throw new IllegalArgumentException("must be latency or results");
      }
    }
    System.exit(0);
  }

  private ServiceProcess service(List<String> flags) {
    Map<String, String> settings = new HashMap<>(backstage.settings());
    settings.put("vigie.alert.channels.hook.type", "webhook");
    settings.put("vigie.alert.channels.hook.url", pager.url());
    return ServiceProcess.start(SERVICE, settings, flags, folder.resolve("alert.log"));
  }

  private ServiceProcess runner() {
    Map<String, String> settings = new HashMap<>(backstage.settings());
    settings.put("vigie.runner.egress.allow", "public,private,loopback");
    return ServiceProcess.start(RUNNER, settings, FLAGS, folder.resolve("runner.log"));
  }

  private void latency(int perMinute, int seconds) throws IOException {
    try (Target target = Target.open();
        ServiceProcess service = service(FLAGS);
        ServiceProcess runner = runner()) {
      List<Check> checks = new ArrayList<>();
      for (int i = 0; i < perMinute * (seconds + WARM_UP_SECONDS) / 60; i++) {
        checks.add(check("L-" + i, target.url(i, "L-" + i)));
      }
      // First the topics: see Topics.awaitLeaders.
      service.awaitReady();
      runner.awaitReady();
      checks.forEach(check -> send(MessageType.CHECK, Topic.CHECKS, check));
      producer.flush();
      int warmUp = perMinute * WARM_UP_SECONDS / 60;
      List<Double> _ = fail(target, checks.subList(0, warmUp), perMinute);
      List<Double> millis = fail(target, checks.subList(warmUp, checks.size()), perMinute);
      print("latency at " + perMinute + " incidents/min", millis);
      // What has opened stays open: whether that costs those that come later.
      int slice = perMinute / 2;
      for (int i = 0; seconds > 30 && i + slice <= millis.size(); i += slice) {
        print("  of which " + i + " to " + (i + slice), millis.subList(i, i + slice));
      }
    }
  }

  /** Each check in turn fails, for good; none has anything to do with another. */
  private List<Double> fail(Target target, List<Check> checks, int perMinute) {
    Duration pause = Duration.ofMinutes(1).dividedBy(perMinute);
    long begin = System.nanoTime();
    int known = pager.calls().size();
    for (int i = 0; i < checks.size(); i++) {
      LockSupport.parkNanos(begin + pause.multipliedBy(i).toNanos() - System.nanoTime());
      order(checks.get(i));
    }
    LockSupport.parkNanos(Duration.ofSeconds(5).toNanos());
    return pager.calls().stream()
        .skip(known)
        .filter(Pager.Call::isFiring)
        .flatMap(
            call ->
                target.failedBefore(call.label("item"), call.nanos()).stream()
                    .map(at -> (call.nanos() - at) / 1e6))
        .toList();
  }

  private void order(Check check) {
    Instant dueAt = CLOCK.instant().plusMillis(200);
    Job job =
        new Job(
            RunId.of(check.item(), dueAt),
            check.item(),
            check.revision(),
            (ProbeOrder) check.nature(),
            dueAt,
            dueAt.plusSeconds(20));
    send(MessageType.JOB, Topic.jobs("outside"), job);
  }

  private void results(int perSecond, int seconds, int items) {
    try (ServiceProcess service = service(List.of("-Xmx512m"))) {
      service.awaitReady();
      List<ItemId> all = new ArrayList<>();
      for (int i = 0; i < items; i++) {
        Check check = check("R-" + i, "http://127.0.0.1:9/");
        all.add(check.item());
        send(MessageType.CHECK, Topic.CHECKS, check);
      }
      producer.flush();
      Load load = new Load(service, codec, producer);
      load.run(all, perSecond, seconds);
    }
    long began = System.nanoTime();
    try (ServiceProcess again = service(List.of("-Xmx512m"))) {
      again.awaitReady();
      System.out.printf(
          "restart with %d items: ready after %.1f s%n", items, (System.nanoTime() - began) / 1e9);
    }
  }

  private static Check check(String name, String url) {
    ProbeOrder probe =
        new ProbeOrder(
            "http",
            JsonNodeFactory.instance.objectNode().put("url", url),
            List.of("status == 200"),
            "outside",
            Duration.ofSeconds(5));
    return new Check(
        new ItemId("system-" + name.toLowerCase(Locale.ROOT), "production", name),
        "r1",
        Samples.meaning("Title of " + name),
        new Schedule.Every(Duration.ofMinutes(1), Duration.ZERO),
        new Thresholds(1, 1, 1),
        probe,
        "default");
  }

  private <T> void send(MessageType<T> type, Topic topic, T message) {
    ProducerRecord<String, String> record =
        Records.toRecord(topic, codec.write(type, message, CLOCK.instant()));
    var _ = producer.send(record);
  }

  static void print(String what, List<Double> millis) {
    List<Double> sorted = millis.stream().sorted().toList();
    if (sorted.isEmpty()) {
      System.out.println(what + ": nothing was told");
      return;
    }
    System.out.printf(
        "%s: n %d, p50 %.1f ms, p90 %.1f, p99 %.1f, max %.1f%n",
        what, sorted.size(), at(sorted, 0.5), at(sorted, 0.9), at(sorted, 0.99), sorted.getLast());
  }

  private static double at(List<Double> sorted, double share) {
    return sorted.get((int) Math.min(sorted.size() - 1, share * sorted.size()));
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(2));
    pager.close();
    backstage.close();
  }
}
