package io.vigie.contract.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.BufferRecycler;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.core.util.RecyclerPool;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Turns records into messages and back. Thread-safe. */
public final class WireCodec {

  private static final String SPEC_VERSION = "1.0";
  private static final String CONTENT_TYPE = "application/json";
  private static final int LONGEST_QUOTE = 200;

  /** Shared by all threads: what belongs to a virtual thread would be made for each message. */
  private static final RecyclerPool<BufferRecycler> BUFFERS =
      JsonRecyclerPools.newConcurrentDequePool();

  private final ObjectMapper json = newMapper();
  private final Map<Class<?>, ObjectReader> readers = new ConcurrentHashMap<>();
  private final String source;

  /**
   * A codec that names {@code source}, such as {@code /probe-runner/r-1}, as the origin of what it
   * writes.
   */
  public WireCodec(String source) {
    this.source = source;
  }

  /** The mapper of the wire, for whoever stores or shows what was sent in the same form. */
  public static ObjectMapper newMapper() {
    return JsonMapper.builder(JsonFactory.builder().recyclerPool(BUFFERS).build())
        .addModule(new JavaTimeModule())
        .addModule(new Jdk8Module())
        // A question such as isOpen() is no field.
        .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
        .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
        .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
        .build();
  }

  public <T> Envelope write(MessageType<T> type, T message, Instant now) {
    String key = type.key().apply(message);
    Map<String, String> headers = new HashMap<>();
    headers.put("ce_specversion", SPEC_VERSION);
    headers.put("ce_id", type.eventId().apply(message));
    headers.put("ce_source", source);
    headers.put(Envelope.TYPE, type.eventType());
    headers.put("ce_time", now.toString());
    headers.put("ce_subject", key);
    headers.put("content-type", CONTENT_TYPE);
    try {
      return new Envelope(key, headers, json.writeValueAsString(message));
    } catch (JsonProcessingException e) {
      throw new WireFormatException(type.name() + " " + key + ": cannot be written as JSON", e);
    }
  }

  /** Reads a message of a topic that carries one kind. */
  public <T> T read(MessageType<T> type, Envelope envelope) {
    MessageType<?> found = typeOf(envelope);
    if (!found.equals(type)) {
      throw new WireFormatException(
          "ce_type: must be "
              + type.eventType()
              + ", was "
              + quoted(envelope.headers().get(Envelope.TYPE)));
    }
    try {
      T message = readerOf(type.record()).readValue(envelope.json());
      String key = type.key().apply(message);
      if (!key.equals(envelope.key())) {
        throw new WireFormatException(
            "key: must be " + quoted(key) + ", was " + quoted(envelope.key()));
      }
      return message;
    } catch (JsonProcessingException | IllegalArgumentException | NullPointerException e) {
      throw new WireFormatException(
          type.name() + ": not readable: " + shortened(e.getMessage()), e);
    }
  }

  /**
   * Tells what a message is, for topics that carry several kinds; refuses a major version that this
   * code does not know.
   */
  public MessageType<?> typeOf(Envelope envelope) {
    String eventType = envelope.headers().get(Envelope.TYPE);
    if (eventType == null) {
      throw new WireFormatException("ce_type: required header is missing");
    }
    MessageType<?> type =
        MessageType.named(eventType)
            .orElseThrow(
                () -> new WireFormatException("ce_type: unknown type " + quoted(eventType)));
    if (!type.eventType().equals(eventType)) {
      throw new WireFormatException(
          "ce_type: major version must be "
              + type.major()
              + ", was "
              + quoted(type.majorIn(eventType)));
    }
    return type;
  }

  private ObjectReader readerOf(Class<?> record) {
    return readers.computeIfAbsent(record, json::readerFor);
  }

  private static String quoted(String text) {
    return text == null ? "absent" : '"' + shortened(text) + '"';
  }

  private static String shortened(String text) {
    if (text == null) {
      return "no detail";
    }
    String line = text.lines().findFirst().orElse("");
    return line.length() <= LONGEST_QUOTE ? line : line.substring(0, LONGEST_QUOTE) + "…";
  }
}
