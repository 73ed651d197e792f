package io.vigie.alert.postgres;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.vigie.alert.incident.Statement;
import io.vigie.alert.state.State;
import io.vigie.contract.alert.Incident;
import io.vigie.contract.alert.Matcher;
import io.vigie.contract.alert.Remark;
import io.vigie.contract.alert.Sightings;
import io.vigie.contract.alert.Waiver;
import io.vigie.contract.check.Check;
import io.vigie.contract.command.Command;
import io.vigie.contract.wire.WireCodec;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The JSON in our columns, in the form of the wire. Thread-safe. */
final class Json {

  /** One for all: what a mapper has learned of a type is learned anew by each other. */
  private static final ObjectMapper MAPPER = WireCodec.newMapper();

  /** More items than this are rarely heard of in turns that short. */
  private static final int CHECKS_KEPT = 8_192;

  private static final Map<String, Check> CHECKS =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Check> eldest) {
              return size() > CHECKS_KEPT;
            }
          });

  private final ObjectWriter writer = MAPPER.writer();
  private final ObjectWriter stateWriter = MAPPER.writerFor(State.class);
  private final ObjectReader states = MAPPER.readerFor(State.class);
  private final ObjectReader checks = MAPPER.readerFor(Check.class);
  private final ObjectReader commands = MAPPER.readerFor(Command.class);
  private final ObjectReader matchers = MAPPER.readerFor(Matcher.class);
  private final ObjectReader statements = MAPPER.readerFor(Statement.class);
  private final ObjectReader remarks = MAPPER.readerFor(new TypeReference<List<Remark>>() {});
  private final ObjectReader waivers = MAPPER.readerFor(Waiver.class);
  private final ObjectReader sightings = MAPPER.readerFor(Sightings.class);
  private final ObjectReader incidents = MAPPER.readerFor(Incident.class);

  String write(State state) {
    return write(stateWriter, state);
  }

  String write(Check check) {
    return write(writer, check);
  }

  String write(Command command) {
    return write(writer, command);
  }

  String write(Incident incident) {
    return write(writer, incident);
  }

  String write(Sightings seen) {
    return write(writer, seen);
  }

  Sightings sightings(String text) {
    return read(sightings, Sightings.class, text);
  }

  String write(Matcher matcher) {
    return write(writer, matcher);
  }

  String write(Statement statement) {
    return write(writer, statement);
  }

  Matcher matcher(String text) {
    return read(matchers, Matcher.class, text);
  }

  Statement statement(String text) {
    return read(statements, Statement.class, text);
  }

  String write(Waiver waiver) {
    return write(writer, waiver);
  }

  Waiver waiver(String text) {
    return read(waivers, Waiver.class, text);
  }

  State state(String text) {
    return read(states, State.class, text);
  }

  /** The same again for every result of an item, so it is remembered. */
  Check check(String text) {
    Check known = CHECKS.get(text);
    if (known == null) {
      known = read(checks, Check.class, text);
      CHECKS.put(text, known);
    }
    return known;
  }

  Command command(String text) {
    return read(commands, Command.class, text);
  }

  /** The lines of a history; none where there is no text. */
  List<Remark> remarks(String text) {
    try {
      return text == null ? List.of() : remarks.readValue(text);
    } catch (IOException e) {
      throw new IllegalStateException("json: a history is not readable: " + e.getMessage(), e);
    }
  }

  Incident incident(String text) {
    return read(incidents, Incident.class, text);
  }

  private static String write(ObjectWriter writer, Object value) {
    try {
      return writer.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("json: could not write " + value.getClass().getName(), e);
    }
  }

  private static <T> T read(ObjectReader reader, Class<T> type, String text) {
    try {
      return reader.readValue(text, type);
    } catch (IOException e) {
      throw new IllegalStateException("json: a column is not readable: " + e.getMessage(), e);
    }
  }
}
