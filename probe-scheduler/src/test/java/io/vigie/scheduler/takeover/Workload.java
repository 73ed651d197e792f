package io.vigie.scheduler.takeover;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.Meaning;
import io.vigie.contract.check.ProbeOrder;
import io.vigie.contract.check.Schedule;
import io.vigie.contract.check.Severity;
import io.vigie.contract.check.Thresholds;
import io.vigie.contract.wire.MessageType;
import io.vigie.contract.wire.Topic;
import io.vigie.contract.wire.WireCodec;
import io.vigie.runtime.kafka.Records;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Many checks, as the scheduler publishes them. */
public final class Workload {

  private static final WireCodec CODEC = new WireCodec("/workload");

  private Workload() {}

  /** From one second to ten, each as often as the others. */
  static Duration oneToTenSeconds(int number) {
    return Duration.ofSeconds(1 + number % 10);
  }

  static ItemId item(int number) {
    return new ItemId("bench", "production", "CH-" + number);
  }

  /** Publishes checks {@code 0} to {@code count - 1}. */
  public static void publish(
      String bootstrap, int count, IntFunction<Duration> interval, Instant now) {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrap, "linger.ms", "20"),
            new StringSerializer(),
            new StringSerializer())) {
      for (int i = 0; i < count; i++) {
        var _ =
            producer.send(
                Records.toRecord(
                    Topic.CHECKS,
                    CODEC.write(MessageType.CHECK, check(i, interval.apply(i)), now)));
      }
      producer.flush();
    }
  }

  static Check check(int number, Duration interval) {
    return new Check(
        item(number),
        "3f9a1c52",
        new Meaning(
            "Bench",
            "Check " + number,
            "performance",
            Severity.P2,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            "en",
            List.of()),
        new Schedule.Every(interval, Duration.ZERO),
        Thresholds.DEFAULT,
        new ProbeOrder(
            "http",
            JsonNodeFactory.instance
                .objectNode()
                .put("url", "https://api.example.com/health/" + number)
                .put("method", "GET"),
            List.of("status == 200", "duration < seconds(2)"),
            "outside",
            Duration.ofSeconds(5)),
        Check.DEFAULT_ROUTE);
  }
}
