package io.vigie.alert.processes;

import io.vigie.alert.Samples;
import io.vigie.contract.alert.IncidentId;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.Thresholds;
import io.vigie.contract.result.Result;
import io.vigie.contract.wire.MessageType;
import io.vigie.contract.wire.Topic;
import io.vigie.contract.wire.WireCodec;
import io.vigie.runtime.kafka.Records;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Items that fail and recover, the runners that say so, and which incidents that makes: what must
 * be told. Each item is of a system of its own, so that none is told with another.
 */
final class Fleet implements AutoCloseable {

  private static final InstantSource CLOCK = InstantSource.system();

  /** As the checks have it. */
  private static final Duration EVERY = Duration.ofSeconds(10);

  private final WireCodec codec = new WireCodec("/test");
  private final KafkaProducer<String, String> producer;
  private final List<ItemId> items = new ArrayList<>();
  private final Map<ItemId, Instant> newest = new LinkedHashMap<>();
  private final Set<ItemId> failing = new HashSet<>();
  private final List<ItemId> failed = new ArrayList<>();
  private Instant said = Instant.MIN;
  private int touched;
  private final List<IncidentId> incidents = new ArrayList<>();

  Fleet(String bootstrap, int size) {
    // Whatever happens to the broker, what was seen arrives, once and in order.
    producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                bootstrap,
                "acks",
                "all",
                "delivery.timeout.ms",
                "300000",
                "max.block.ms",
                "300000"),
            new StringSerializer(),
            new StringSerializer());
    for (int i = 0; i < size; i++) {
      items.add(new ItemId("system-" + i, "production", "CH-" + i));
    }
  }

  void define() {
    for (ItemId item : items) {
      Check check = Samples.check(item, new Thresholds(1, 1, 1), "default");
      var _ =
          producer.send(
              Records.toRecord(
                  Topic.CHECKS, codec.write(MessageType.CHECK, check, CLOCK.instant())));
    }
    producer.flush();
  }

  /**
   * A few that have not failed before fail, and some of those that fail recover. None fails twice:
   * what fails again soon is the same incident again.
   */
  void flip(Random random, int few) {
    List.copyOf(failing).stream()
        .sorted(Comparator.comparing(ItemId::toString))
        .filter(_ -> random.nextInt(4) == 0)
        .forEach(item -> say(item, false));
    for (int i = 0; i < few && touched < items.size(); i++) {
      say(items.get(touched++), true);
    }
    producer.flush();
  }

  /** All fail in one moment. */
  void failAll() {
    Instant moment = CLOCK.instant();
    items.forEach(item -> say(item, true, moment));
    producer.flush();
    said = moment;
  }

  /** What is still as it was is seen again, when it is due. */
  void goOn() {
    Instant moment = CLOCK.instant();
    if (moment.isAfter(said.plus(EVERY))) {
      items.forEach(item -> say(item, failing.contains(item), moment));
      said = moment;
    }
  }

  void recoverAll() {
    items.forEach(item -> say(item, false));
    producer.flush();
  }

  private void say(ItemId item, boolean fails) {
    say(item, fails, CLOCK.instant());
  }

  private void say(ItemId item, boolean fails, Instant moment) {
    Instant dueAt = moment;
    if (!dueAt.isAfter(newest.getOrDefault(item, Instant.MIN))) {
      dueAt = newest.get(item).plusMillis(1);
    }
    newest.put(item, dueAt);
    if (fails && failing.add(item)) {
      incidents.add(IncidentId.of(item, dueAt));
      failed.add(item);
    }
    if (!fails) {
      failing.remove(item);
    }
    Result result = fails ? Samples.failed(item, dueAt) : Samples.passed(item, dueAt);
    var _ =
        producer.send(
            Records.toRecord(
                Topic.RESULTS, codec.write(MessageType.RESULT, result, CLOCK.instant())));
  }

  /** What has failed. */
  List<ItemId> failed() {
    return failed;
  }

  /** What must have been told. */
  List<IncidentId> incidents() {
    return incidents;
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(2));
  }
}
