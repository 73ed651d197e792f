package io.vigie.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.check.ItemId;
import io.vigie.contract.wire.Envelope;
import io.vigie.contract.wire.Topic;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class RecordsTest {

  private static final Envelope ENVELOPE =
      new Envelope("shop/production/S-1", Map.of("ce_type", "io.vigie.result.v1"), "{\"a\":1}");

  @Test
  void carriesAnEnvelopeThereAndBack() {
    ProducerRecord<String, String> sent = Records.toRecord(Topic.RESULTS, ENVELOPE);
    ConsumerRecord<String, String> received =
        new ConsumerRecord<>(
            sent.topic(),
            0,
            0,
            0,
            TimestampType.CREATE_TIME,
            0,
            0,
            sent.key(),
            sent.value(),
            sent.headers(),
            java.util.Optional.empty());

    assertThat(sent.topic()).isEqualTo("vigie.results");
    assertThat(Records.toEnvelope(received)).isEqualTo(ENVELOPE);
  }

  @Test
  void removesWithARecordThatHasNoValue() {
    ProducerRecord<String, String> tombstone =
        Records.tombstone(Topic.CHECKS, new ItemId("shop", "production", "S-1"));

    assertThat(tombstone.key()).isEqualTo("shop/production/S-1");
    assertThat(tombstone.value()).isNull();
  }
}
