package io.vigie.contract.wire;

import java.util.Map;

/**
 * A message as it lies in a topic, free of any Kafka type: the key, the headers, the JSON. A {@code
 * null} value is a tombstone and never becomes an envelope.
 */
public record Envelope(String key, Map<String, String> headers, String json) {

  public static final String TYPE = "ce_type";
  public static final String REASON = "vigie_dead_letter_reason";
  public static final String ORIGIN = "vigie_dead_letter_origin";

  public Envelope {
    headers = Map.copyOf(headers);
  }
}
