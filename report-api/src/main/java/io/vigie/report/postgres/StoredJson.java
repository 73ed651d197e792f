package io.vigie.report.postgres;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.vigie.contract.wire.WireCodec;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Messages as they lie in the database: the JSON of the wire, without what PostgreSQL refuses. */
final class StoredJson {

  private static final Logger LOG = Logger.getLogger(StoredJson.class);
  private static final ObjectMapper JSON = newMapper();

  private StoredJson() {}

  /** A JSON array of messages, for {@code jsonb_array_elements}. */
  static String array(List<?> messages) {
    try {
      return JSON.writeValueAsString(messages);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("message: must be writable as JSON", e);
    }
  }

  static <T> Reading<T> readerOf(Class<T> type) {
    return new Reading<>(JSON.readerFor(type));
  }

  /** Reads one type of message back. */
  static final class Reading<T> {
    private final ObjectReader reader;

    private Reading(ObjectReader reader) {
      this.reader = reader;
    }

    /** Throws where a newer version wrote what this one cannot read. */
    T require(String json) {
      try {
        return reader.readValue(json);
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("stored message: must be readable", e);
      }
    }

    /** Empty where a newer version wrote what this one cannot read. */
    Optional<T> read(String json) {
      try {
        return Optional.of(reader.readValue(json));
      } catch (JsonProcessingException e) {
        LOG.warnf("stored message left out: %s", e.getOriginalMessage());
        return Optional.empty();
      }
    }
  }

  private static ObjectMapper newMapper() {
    ObjectMapper mapper = WireCodec.newMapper();
    mapper.getFactory().setCharacterEscapes(new WithoutNul());
    mapper.addHandler(new StoredWords());
    return mapper;
  }

  /** PostgreSQL cannot hold U+0000, and a target may well send it: it becomes U+FFFD. */
  private static final class WithoutNul extends CharacterEscapes {
    private static final long serialVersionUID = 1L;
    private static final SerializableString REPLACEMENT = new SerializedString("\uFFFD");

    @Override
    public int[] getEscapeCodesForAscii() {
      int[] codes = standardAsciiEscapesForJSON();
      codes[0] = ESCAPE_CUSTOM;
      return codes;
    }

    /** Is asked for every character beyond ASCII too, which stay as they are. */
    @Override
    public SerializableString getEscapeSequence(int character) {
      return character == 0 ? REPLACEMENT : null;
    }
  }
}
