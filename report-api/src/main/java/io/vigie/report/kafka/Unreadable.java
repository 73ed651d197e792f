package io.vigie.report.kafka;

import io.vigie.contract.wire.Envelope;
import io.vigie.contract.wire.WireFormatException;
import io.vigie.runtime.kafka.Records;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Refuses records that are no messages at all, with a reason for the dead-letter topic. */
final class Unreadable {

  private Unreadable() {}

  static String requireKey(ConsumerRecord<String, String> record) {
    if (record.key() == null) {
      throw new WireFormatException("key: required, was absent");
    }
    return record.key();
  }

  static Envelope requireEnvelope(ConsumerRecord<String, String> record) {
    requireKey(record);
    if (record.value() == null) {
      throw new WireFormatException("value: required on " + record.topic() + ", was a tombstone");
    }
    return Records.toEnvelope(record);
  }
}
