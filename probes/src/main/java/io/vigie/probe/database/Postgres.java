package io.vigie.probe.database;

import io.vigie.probe.line.Conversation;
import io.vigie.probe.line.LineTls;
import io.vigie.probe.net.Trouble.Broken;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The protocol of PostgreSQL, version 3.0, as far as a probe needs it. */
final class Postgres implements Session {

  private static final int PROTOCOL_3_0 = 3 << 16;
  private static final int SSL_REQUEST = 80877103;
  private static final String MULTIPLE = "multiple commands";

  private final DatabaseSettings settings;
  private final Conversation wire;
  private final Map<String, String> parameters = new HashMap<>();

  Postgres(DatabaseSettings settings, Conversation wire) {
    this.settings = settings;
    this.wire = wire;
  }

  private record Message(char type, Packet content) {}

  @Override
  public Server login() throws Refusal {
    if (settings.tls().mode() == LineTls.Mode.ON) {
      secure();
    }
    wire.enter(DatabaseStages.LOGIN);
    wire.send(startup());
    new PostgresLogin(settings.user(), settings.password().map(wire::reveal)).run(this);
    awaitReady();
    return new Server("postgresql", parameters.getOrDefault("server_version", ""), parameters);
  }

  private void secure() {
    wire.enter(DatabaseStages.ENCRYPT);
    wire.send(new Bytes().i32(8).i32(SSL_REQUEST).toArray());
    int answer = wire.read();
    switch (answer) {
      case 'S' -> wire.secure(settings.tls().of(settings.host()));
      case 'N' ->
          throw new Broken("tls-not-offered", "the server must speak TLS, but does not offer it");
      default -> throw notPostgres();
    }
  }

  private static Broken notPostgres() {
    return new Broken("protocol-error", "the server does not speak the protocol of PostgreSQL");
  }

  private byte[] startup() {
    Bytes content = new Bytes().i32(PROTOCOL_3_0);
    Map<String, String> options =
        Map.of(
            "user", settings.user(),
            "database", settings.database().orElse(settings.user()),
            "application_name", "vigie",
            "client_encoding", "UTF8",
            "DateStyle", "ISO",
            "TimeZone", "UTC");
    options.forEach((name, value) -> content.zeroEnded(name).zeroEnded(value));
    byte[] bytes = content.u8(0).toArray();
    return new Bytes().i32(bytes.length + 4).add(bytes).toArray();
  }

  /** The next message of the login. */
  Packet authentication() throws Refusal {
    Message message = next();
    if (message.type() != 'R') {
      throw notPostgres();
    }
    return message.content();
  }

  void send(char type, byte[] content) {
    wire.send(new Bytes().u8(type).i32(content.length + 4).add(content).toArray());
  }

  private void awaitReady() throws Refusal {
    while (next().type() != 'Z') {
      // What comes before it is parameters and keys.
    }
  }

  @Override
  public void beginReadOnly() throws Refusal {
    run("BEGIN READ ONLY");
    run("SET LOCAL statement_timeout = " + settings.statementTimeout().toMillis());
    // A transaction that has read cannot be made a writing one any more.
    ping();
  }

  @Override
  public void ping() throws Refusal {
    run("SELECT 1");
  }

  private void run(String statement) throws Refusal {
    send('Q', new Bytes().zeroEnded(statement).toArray());
    awaitReady();
  }

  /** As a prepared statement, because the server takes but one command in it. */
  @Override
  public Table query(String statement) throws Refusal {
    TableReading reading = new TableReading(settings.maxRows());
    send('P', new Bytes().u8(0).zeroEnded(statement).i16(0).toArray());
    send('B', new Bytes().u8(0).u8(0).i16(0).i16(0).i16(0).toArray());
    send('D', new Bytes().u8('P').u8(0).toArray());
    send('E', new Bytes().u8(0).i32(settings.maxRows() + 1).toArray());
    send('S', new byte[0]);
    List<Integer> types = new ArrayList<>();
    while (true) {
      Optional<Message> message = next(reading);
      if (message.isEmpty() || message.get().type() == 'Z') {
        return reading.table();
      }
      switch (message.get().type()) {
        case 'T' -> describe(message.get().content(), types, reading);
        case 'D' -> reading.row(row(message.get().content(), types));
        case 'G', 'H', 'W' -> throw new Broken("query-failed", "the query must return rows");
        default -> {}
      }
    }
  }

  private static void describe(Packet content, List<Integer> types, TableReading reading) {
    int count = content.u16();
    for (int i = 0; i < count; i++) {
      reading.column(content.zeroEnded());
      content.skip(6);
      types.add(content.i32());
      content.skip(8);
    }
  }

  private static List<Object> row(Packet content, List<Integer> types) {
    if (content.u16() != types.size()) {
      throw new Broken("protocol-error", "a row must have as many values as there are columns");
    }
    List<Object> values = new ArrayList<>();
    for (int type : types) {
      int length = content.i32();
      values.add(length < 0 ? Values.NULL : PostgresValues.of(type, content.text(length)));
    }
    return values;
  }

  private Message next() throws Refusal {
    return next(new TableReading(1))
        .orElseThrow(() -> new Broken("protocol-error", "SELECT 1 must be short, answers more"));
  }

  /** The next message that is not a notice; nothing where a row is not wanted any more. */
  private Optional<Message> next(TableReading reading) throws Refusal {
    while (true) {
      char type = (char) wire.read();
      long length = (new Packet(wire.read(4)).i32() & 0xffffffffL) - 4;
      if (type == 'D' && length >= 0 && !reading.wants((int) Math.min(length, Integer.MAX_VALUE))) {
        return Optional.empty();
      }
      Packet content = new Packet(wire.read(bounded(length)));
      switch (type) {
        case 'E' -> throw refusal(content);
        case 'S' -> parameter(content);
        case 'N', 'A', 'K' -> {}
        default -> {
          return Optional.of(new Message(type, content));
        }
      }
    }
  }

  private static int bounded(long length) {
    if (length < 0 || length > TableReading.MOST_BYTES) {
      throw new Broken(
          "protocol-error", "a message must be at most 256 KiB long, says " + length + " bytes");
    }
    return (int) length;
  }

  private void parameter(Packet content) {
    if (parameters.size() < 40) {
      parameters.put(content.zeroEnded(), content.zeroEnded());
    }
  }

  private static Refusal refusal(Packet content) {
    String state = "";
    String message = "";
    while (content.left() > 0 && content.peek() != 0) {
      int field = content.u8();
      String value = content.zeroEnded();
      state = field == 'C' ? value : state;
      message = field == 'M' ? value : message;
    }
    return new Refusal(state, 0, message);
  }

  /** What a refused query means. */
  static String code(Refusal refusal) {
    return switch (refusal.state()) {
      case "57014" -> "query-timed-out";
      case "25006" -> "not-read-only";
      case "42601" ->
          refusal.getMessage().contains(MULTIPLE) ? "several-statements" : "query-failed";
      default -> "query-failed";
    };
  }

  @Override
  public void quit() {
    send('X', new byte[0]);
  }
}
