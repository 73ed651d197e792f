package io.vigie.alert.postgres;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.vigie.alert.incident.Statement;
import io.vigie.alert.state.State;
import io.vigie.contract.alert.Incident;
import io.vigie.contract.alert.Matcher;
import io.vigie.contract.alert.Remark;
import io.vigie.contract.alert.Waiver;
import io.vigie.contract.check.Check;
import io.vigie.contract.command.Command;
import io.vigie.contract.wire.WireCodec;
import java.io.IOException;
import java.util.List;

/** The JSON in our columns, in the form of the wire. Thread-safe. */
final class Json {

  private final ObjectWriter writer = WireCodec.newMapper().writer();
  private final ObjectWriter stateWriter = WireCodec.newMapper().writerFor(State.class);
  private final ObjectReader states = WireCodec.newMapper().readerFor(State.class);
  private final ObjectReader checks = WireCodec.newMapper().readerFor(Check.class);
  private final ObjectReader commands = WireCodec.newMapper().readerFor(Command.class);
  private final ObjectReader matchers = WireCodec.newMapper().readerFor(Matcher.class);
  private final ObjectReader statements = WireCodec.newMapper().readerFor(Statement.class);
  private final ObjectReader remarks =
      WireCodec.newMapper().readerFor(new TypeReference<List<Remark>>() {});
  private final ObjectReader waivers = WireCodec.newMapper().readerFor(Waiver.class);
  private final ObjectReader incidents = WireCodec.newMapper().readerFor(Incident.class);

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

  Check check(String text) {
    return read(checks, Check.class, text);
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
