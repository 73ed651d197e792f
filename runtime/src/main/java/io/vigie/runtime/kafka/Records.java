package io.vigie.runtime.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vigie.contract.wire.Envelope;
import io.vigie.contract.wire.Topic;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/** Turns envelopes into Kafka records and back. */
public final class Records {

  private Records() {}

  public static ProducerRecord<String, String> toRecord(Topic topic, Envelope envelope) {
    ProducerRecord<String, String> record =
        new ProducerRecord<>(topic.name(), envelope.key(), envelope.json());
    envelope.headers().forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
    return record;
  }

  /** A record that removes {@code key} from a compacted topic. */
  public static ProducerRecord<String, String> tombstone(Topic topic, Object key) {
    return new ProducerRecord<>(topic.name(), key.toString(), null);
  }

  /** The envelope of a record that is no tombstone. */
  public static Envelope toEnvelope(ConsumerRecord<String, String> record) {
    Map<String, String> headers = new HashMap<>();
    for (Header header : record.headers()) {
      if (header.value() != null) {
        headers.put(header.key(), new String(header.value(), UTF_8));
      }
    }
    return new Envelope(record.key(), headers, record.value());
  }
}
