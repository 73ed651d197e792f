package io.vigie.report.sample;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vigie.contract.wire.Envelope;
import io.vigie.contract.wire.MessageType;
import io.vigie.contract.wire.Topic;
import io.vigie.contract.wire.WireCodec;
import io.vigie.runtime.kafka.Records;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Sends messages as the other services do, in order. */
public final class Sender implements AutoCloseable {

  private static final Instant SENT_AT = Instant.parse("2026-11-20T12:00:00Z");

  private final KafkaProducer<String, String> producer;
  private final WireCodec codec = new WireCodec("/sample");

  public Sender(String bootstrap) {
    producer =
        new KafkaProducer<>(
            Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap),
            new StringSerializer(),
            new StringSerializer());
  }

  public <T> Sender send(Topic topic, MessageType<T> type, T message) {
    return send(Records.toRecord(topic, codec.write(type, message, SENT_AT)));
  }

  public Sender remove(Topic topic, Object key) {
    return send(Records.tombstone(topic, key));
  }

  /** Sends something that is no message. */
  public Sender sendRubbish(Topic topic, String key, String type, String json) {
    ProducerRecord<String, String> record = new ProducerRecord<>(topic.name(), key, json);
    record.headers().add(Envelope.TYPE, type.getBytes(UTF_8));
    return send(record);
  }

  private Sender send(ProducerRecord<String, String> record) {
    // What does not arrive is missed by the test that waits for it.
    var _ = producer.send(record);
    return this;
  }

  @Override
  public void close() {
    producer.close();
  }
}
