package io.vigie.alert.benchmark;

import io.vigie.alert.Samples;
import io.vigie.alert.processes.ServiceProcess;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.result.Result;
import io.vigie.contract.wire.MessageType;
import io.vigie.contract.wire.Topic;
import io.vigie.contract.wire.WireCodec;
import io.vigie.runtime.kafka.Records;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;

/** Passing results at a steady rate, and how far the service is behind. */
final class Load {

  private static final InstantSource CLOCK = InstantSource.system();
  private static final int WARM_UP_SECONDS = 20;

  private final ServiceProcess service;
  private final WireCodec codec;
  private final KafkaProducer<String, String> producer;

  Load(ServiceProcess service, WireCodec codec, KafkaProducer<String, String> producer) {
    this.service = service;
    this.codec = codec;
    this.producer = producer;
  }

  void run(List<ItemId> items, int perSecond, int seconds) {
    long sent = 0;
    double cpu = 0;
    long begin = System.nanoTime();
    long warm = begin;
    for (int second = 0; second < WARM_UP_SECONDS + seconds; second++) {
      if (second == WARM_UP_SECONDS) {
        cpu = cpuSeconds();
        warm = System.nanoTime();
      }
      long until = begin + Duration.ofSeconds(second + 1L).toNanos();
      for (int i = 0; i < perSecond; i++) {
        send(items.get((int) (sent++ % items.size())));
        if (i % 100 == 99) {
          LockSupport.parkNanos((until - System.nanoTime()) / (1 + (perSecond - i) / 100));
        }
      }
      LockSupport.parkNanos(until - System.nanoTime());
      if (second % 10 == 9) {
        System.out.printf("second %d: sent %d, behind %.0f%n", second + 1, sent, sent - taken());
      }
    }
    double lasted = (System.nanoTime() - warm) / 1e9;
    System.out.printf(
        "%d results/s for %d s: behind %.0f at the end, %.1f %% of one core, resident %d MiB%n",
        perSecond,
        seconds,
        sent - taken(),
        100 * (cpuSeconds() - cpu) / lasted,
        residentMebibytes());
  }

  private double taken() {
    return service.number("vigie_alert_results_total{outcome=\"passed\"}").orElse(0.0);
  }

  private void send(ItemId item) {
    Instant now = CLOCK.instant();
    Result result = Samples.passed(item, now);
    var _ =
        producer.send(
            Records.toRecord(Topic.RESULTS, codec.write(MessageType.RESULT, result, now)));
  }

  private double cpuSeconds() {
    return ProcessHandle.of(service.pid())
        .flatMap(process -> process.info().totalCpuDuration())
        .map(used -> used.toMillis() / 1e3)
        .orElse(0.0);
  }

  private long residentMebibytes() {
    return status()
        .lines()
        .filter(line -> line.startsWith("VmRSS"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElse(0);
  }

  private String status() {
    try {
      return Files.readString(Path.of("/proc/" + service.pid() + "/status"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
