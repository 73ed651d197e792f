package io.vigie.probe.database;

import io.vigie.probe.line.Conversation;
import io.vigie.probe.line.LineTls;
import io.vigie.probe.net.Trouble.Broken;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The protocol of MySQL and MariaDB, version 10, as far as a probe needs it. It asks for neither
 * several statements in one nor local files, so a server that wants one breaks the rules.
 */
final class MySql implements Session {

  static final int ERROR = 0xff;
  static final int END = 0xfe;
  private static final int NULL = 0xfb;
  private static final int QUERY = 3;
  private static final int QUIT = 1;

  private static final Set<Integer> TIMED_OUT = Set.of(1969, 3024, 1317);
  private static final Set<Integer> READ_ONLY = Set.of(1792, 1290);

  private final DatabaseSettings settings;
  private final Conversation wire;
  private int sequence;
  private boolean mariaDb;

  MySql(DatabaseSettings settings, Conversation wire) {
    this.settings = settings;
    this.wire = wire;
  }

  private record Column(int type, int charset) {}

  @Override
  public Server login() throws Refusal {
    wire.enter(DatabaseStages.LOGIN);
    Greeting greeting = Greeting.of(accepted(next()));
    mariaDb = greeting.isMariaDb();
    if (settings.tls().mode() == LineTls.Mode.ON) {
      secure(greeting);
    }
    new MySqlLogin(settings, greeting, wire).run(this);
    return new Server(
        mariaDb ? "mariadb" : "mysql",
        greeting.version(),
        Map.of("server_version", greeting.version()));
  }

  private void secure(Greeting greeting) {
    if (!greeting.offersTls()) {
      throw new Broken("tls-not-offered", "the server must speak TLS, but does not offer it");
    }
    wire.enter(DatabaseStages.ENCRYPT);
    send(MySqlLogin.beginning(settings, true).toArray());
    wire.secure(settings.tls().of(settings.host()));
    wire.enter(DatabaseStages.LOGIN);
  }

  void send(byte[] content) {
    wire.send(new Bytes().little(content.length, 3).u8(sequence++).add(content).toArray());
  }

  /** The next packet, which is not an error. */
  Packet next() throws Refusal {
    return accepted(new Packet(wire.read(header(TableReading.MOST_BYTES))));
  }

  private int header(int most) {
    Packet header = new Packet(wire.read(4));
    int length = (int) header.little(3);
    sequence = header.u8() + 1;
    if (length == 0 || length > most) {
      throw new Broken(
          "protocol-error",
          "a packet must be 1 byte to " + most / 1024 + " KiB long, says " + length + " bytes");
    }
    return length;
  }

  private static Packet accepted(Packet packet) throws Refusal {
    if (packet.peek() == ERROR) {
      packet.skip(1);
      int number = (int) packet.little(2);
      boolean withState = packet.left() > 0 && packet.peek() == '#';
      String state = withState ? packet.text(6).substring(1) : "HY000";
      throw new Refusal(state, number, packet.text(packet.left()));
    }
    return packet;
  }

  @Override
  public void beginReadOnly() throws Refusal {
    Duration limit = settings.statementTimeout();
    run("SET SESSION time_zone = '+00:00', sql_select_limit = " + (settings.maxRows() + 1));
    run(
        mariaDb
            ? "SET SESSION max_statement_time = " + limit.toMillis() / 1000.0
            : "SET SESSION max_execution_time = " + limit.toMillis());
    run("START TRANSACTION READ ONLY");
  }

  @Override
  public void ping() throws Refusal {
    run("SELECT 1");
  }

  private void run(String statement) throws Refusal {
    answer(statement, new TableReading(1));
  }

  @Override
  public Table query(String statement) throws Refusal {
    return answer(statement, new TableReading(settings.maxRows()));
  }

  private Table answer(String statement, TableReading reading) throws Refusal {
    sequence = 0;
    send(new Bytes().u8(QUERY).text(statement).toArray());
    Packet first = next();
    if (first.peek() == 0) {
      return Table.NONE;
    } else if (first.peek() == NULL) {
      throw new Broken("protocol-error", "the server asks for a file of the runner");
    }
    List<Column> columns = columns(first.length(), reading);
    rows(columns, reading);
    return reading.table();
  }

  private List<Column> columns(long count, TableReading reading) throws Refusal {
    List<Column> columns = new ArrayList<>();
    for (long i = 0; i < count; i++) {
      Packet definition = next();
      for (int skipped = 0; skipped < 4; skipped++) {
        definition.counted();
      }
      reading.column(definition.counted());
      definition.counted();
      definition.skip(1);
      int charset = (int) definition.little(2);
      definition.skip(4);
      columns.add(new Column(definition.u8(), charset));
    }
    next();
    return columns;
  }

  private void rows(List<Column> columns, TableReading reading) throws Refusal {
    while (true) {
      int length = header(0xffffff);
      // The end has fewer than 9 bytes; a row that begins like it has more.
      if (length >= 9 && !reading.wants(length)) {
        return;
      }
      Packet packet = accepted(new Packet(wire.read(length)));
      if (packet.peek() == END && length < 9) {
        return;
      } else if (length < 9 && !reading.wants(length)) {
        return;
      }
      reading.row(row(columns, packet));
    }
  }

  private static List<Object> row(List<Column> columns, Packet packet) {
    List<Object> values = new ArrayList<>();
    for (Column column : columns) {
      long length = packet.length();
      values.add(
          length < 0
              ? Values.NULL
              : MySqlValues.of(column.type(), column.charset(), packet.take(length)));
    }
    return values;
  }

  /** What a refused query means. */
  static String code(Refusal refusal) {
    if (TIMED_OUT.contains(refusal.number())) {
      return "query-timed-out";
    }
    return READ_ONLY.contains(refusal.number()) ? "not-read-only" : "query-failed";
  }

  @Override
  public void quit() {
    sequence = 0;
    send(new byte[] {QUIT});
  }
}
