package io.vigie.report.kafka;

import io.vigie.contract.alert.Incident;
import io.vigie.contract.alert.Notification;
import io.vigie.contract.alert.Silence;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.result.Result;
import io.vigie.contract.wire.Envelope;
import io.vigie.contract.wire.MessageType;
import io.vigie.contract.wire.Topic;
import io.vigie.contract.wire.WireCodec;
import io.vigie.report.record.Latest;
import io.vigie.report.record.Latest.Keyed;
import io.vigie.report.record.Recorder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What is done with a batch of each topic. Every method may be repeated with the same batch. The
 * canary is left out: it fails by turns so that Vigie hears of itself, and is nobody's business.
 */
@ApplicationScoped
public class Intake {

  private final Recorder recorder;
  private final Endurance endurance;
  private final WireCodec codec = new WireCodec("/report-api");

  @Inject
  Intake(Recorder recorder, Endurance endurance) {
    this.recorder = recorder;
    this.endurance = endurance;
  }

  void checks(List<ConsumerRecord<String, String>> batch) {
    endurance.take(
        Topic.CHECKS,
        batch,
        record -> keyed(record, MessageType.CHECK, ItemId::parse),
        keyed -> recorder.checks(Latest.of(others(keyed), (older, newer) -> newer)));
  }

  void results(List<ConsumerRecord<String, String>> batch) {
    endurance.take(
        Topic.RESULTS,
        batch,
        record -> read(record, MessageType.RESULT),
        results -> recorder.results(without(results, Result::item)));
  }

  void states(List<ConsumerRecord<String, String>> batch) {
    endurance.take(
        Topic.STATES,
        batch,
        record -> keyed(record, MessageType.STATUS, ItemId::parse),
        keyed -> recorder.states(others(keyed)));
  }

  void incidents(List<ConsumerRecord<String, String>> batch) {
    endurance.take(Topic.INCIDENTS, batch, this::alert, this::keepAlerts);
  }

  void checklists(List<ConsumerRecord<String, String>> batch) {
    endurance.take(
        Topic.CHECKLISTS,
        batch,
        record -> keyed(record, MessageType.CHECKLIST, Function.identity()),
        keyed -> recorder.checklists(Latest.of(keyed, (older, newer) -> newer)));
  }

  /** What travels on the topic of incidents. */
  private sealed interface Alert {
    record Opened(Incident incident) implements Alert {}

    record Told(Notification notification) implements Alert {}

    record Silenced(Silence silence) implements Alert {}
  }

  private Alert alert(ConsumerRecord<String, String> record) {
    Envelope envelope = envelope(record);
    MessageType<?> type = codec.typeOf(envelope);
    if (type.equals(MessageType.NOTIFICATION)) {
      return new Alert.Told(codec.read(MessageType.NOTIFICATION, envelope));
    }
    return type.equals(MessageType.SILENCE)
        ? new Alert.Silenced(codec.read(MessageType.SILENCE, envelope))
        : new Alert.Opened(codec.read(MessageType.INCIDENT, envelope));
  }

  private void keepAlerts(List<Alert> alerts) {
    List<Incident> incidents = new ArrayList<>();
    List<Notification> notifications = new ArrayList<>();
    List<Silence> silences = new ArrayList<>();
    for (Alert alert : alerts) {
      switch (alert) {
        case Alert.Opened(Incident incident) -> incidents.add(incident);
        case Alert.Told(Notification notification) -> notifications.add(notification);
        case Alert.Silenced(Silence silence) -> silences.add(silence);
      }
    }
    if (!silences.isEmpty()) {
      recorder.silences(silences);
    }
    recorder.incidents(
        without(incidents, Incident::item), without(notifications, Notification::item));
  }

  /** A tombstone takes away what an earlier version may have kept. */
  private static <T> List<Keyed<ItemId, T>> others(List<Keyed<ItemId, T>> batch) {
    return batch.stream()
        .filter(keyed -> keyed.message().isEmpty() || !keyed.key().equals(ItemId.CANARY))
        .toList();
  }

  private static <T> List<T> without(List<T> batch, Function<T, ItemId> item) {
    return batch.stream().filter(one -> !item.apply(one).equals(ItemId.CANARY)).toList();
  }

  private <T> T read(ConsumerRecord<String, String> record, MessageType<T> type) {
    return codec.read(type, envelope(record));
  }

  private <K, T> Keyed<K, T> keyed(
      ConsumerRecord<String, String> record, MessageType<T> type, Function<String, K> key) {
    return new Keyed<>(
        key.apply(Unreadable.requireKey(record)),
        record.value() == null ? Optional.empty() : Optional.of(read(record, type)));
  }

  private static Envelope envelope(ConsumerRecord<String, String> record) {
    return Unreadable.requireEnvelope(record);
  }
}
