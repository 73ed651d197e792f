package io.vigie.probe.database;

import io.vigie.probe.net.Trouble.Broken;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What SQL Server answers, token by token, and what it said on the way. Not thread-safe. */
final class TdsAnswers {

  private static final int OFFSETS = 0x78;
  private static final int RETURN_STATUS = 0x79;
  private static final int COLUMNS = 0x81;
  private static final int TABLE_NAMES = 0xa4;
  private static final int COLUMN_INFO = 0xa5;
  private static final int ORDER = 0xa9;
  private static final int ERROR = 0xaa;
  private static final int INFO = 0xab;
  private static final int LOGIN_ACCEPTED = 0xad;
  private static final int ROW = 0xd1;
  private static final int ROW_WITHOUT_NULLS = 0xd2;
  private static final int ENVIRONMENT = 0xe3;
  private static final int SESSION_STATE = 0xe4;
  private static final int DONE = 0xfd;
  private static final int DONE_PROCEDURE = 0xfe;
  private static final int DONE_IN_PROCEDURE = 0xff;

  private static final int MORE = 1;
  private static final int NO_COLUMNS = 0xffff;
  private static final int ELSEWHERE = 20;

  /** Who accepted the login. */
  record Greeting(String program, String version) {}

  /** More was there than is wanted. */
  private static final class Enough extends Exception {
    private static final long serialVersionUID = 1L;

    Enough() {
      super("enough", null, false, false);
    }
  }

  private final Tds tds;
  private final Map<String, String> environment = new HashMap<>();
  private Optional<Greeting> greeting = Optional.empty();
  private byte[] transaction = new byte[8];
  private List<TdsColumn> columns = List.of();
  private Optional<Refusal> refusal = Optional.empty();

  TdsAnswers(Tds tds) {
    this.tds = tds;
  }

  Optional<Greeting> greeting() {
    return greeting;
  }

  /** What the server says of the session, by name. */
  Map<String, String> environment() {
    return environment;
  }

  /** What names the transaction that is going on. */
  byte[] transaction() {
    return transaction.clone();
  }

  /** Reads one answer; what is not wanted of it is left unread. */
  Table read(TableReading reading) throws Refusal {
    columns = List.of();
    refusal = Optional.empty();
    try {
      while (goesOn(reading)) {
        // Each token is dealt with as it comes.
      }
    } catch (Enough enough) {
      return reading.table();
    }
    if (refusal.isPresent()) {
      throw refusal.get();
    }
    return reading.table();
  }

  private boolean goesOn(TableReading reading) throws Enough {
    int token = tds.u8();
    switch (token) {
      case COLUMNS -> columns(reading);
      case ROW -> reading.row(row(reading, new byte[columns.size() / 8 + 1]));
      case ROW_WITHOUT_NULLS ->
          reading.row(row(reading, tds.take(Math.ceilDiv(columns.size(), 8))));
      case ERROR -> error(tds.counted());
      case LOGIN_ACCEPTED -> accepted(tds.counted());
      case ENVIRONMENT -> environment(tds.counted());
      case INFO, ORDER, TABLE_NAMES, COLUMN_INFO -> tds.counted();
      case OFFSETS, RETURN_STATUS -> tds.take(4);
      case SESSION_STATE -> tds.take(bearable(tds.little(4)));
      case DONE, DONE_PROCEDURE, DONE_IN_PROCEDURE -> {
        return isNotLast(new Packet(tds.take(12)));
      }
      default ->
          throw new Broken("protocol-error", "the server answers with what it did not announce");
    }
    return true;
  }

  private static boolean isNotLast(Packet done) {
    return (done.little(2) & MORE) != 0;
  }

  private void columns(TableReading reading) {
    int count = (int) tds.little(2);
    if (!columns.isEmpty()) {
      throw new Broken("several-statements", "the query must be one statement, answers several");
    }
    columns = new ArrayList<>();
    for (int i = 0; count != NO_COLUMNS && i < count; i++) {
      TdsColumn column = TdsColumn.read(tds);
      reading.column(column.name());
      columns.add(column);
    }
  }

  private List<Object> row(TableReading reading, byte[] nulls) throws Enough {
    require(reading, nulls.length);
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      boolean isNull = (nulls[i / 8] >> (i % 8) & 1) != 0;
      values.add(isNull ? Values.NULL : value(columns.get(i), reading));
    }
    return values;
  }

  private Object value(TdsColumn column, TableReading reading) throws Enough {
    return switch (column.size()) {
      case FIXED -> whole(column, column.fixed(), 0, reading);
      case IN_ONE_BYTE -> whole(column, tds.u8(), 0, reading);
      case IN_TWO_BYTES -> whole(column, tds.little(2), 0xffff, reading);
      case IN_FOUR_BYTES -> whole(column, tds.little(4), 0, reading);
      case IN_CHUNKS -> chunks(column, reading);
      case BEHIND_A_POINTER -> behindPointer(column, reading);
    };
  }

  private Object whole(TdsColumn column, long length, long ofNull, TableReading reading)
      throws Enough {
    boolean mayBeEmpty = column.size() == TdsColumn.Size.IN_TWO_BYTES;
    if (length == ofNull || (length == 0 && !mayBeEmpty)) {
      return Values.NULL;
    }
    return TdsValues.of(column, content(length, reading));
  }

  private byte[] content(long length, TableReading reading) throws Enough {
    int bytes = (int) Math.min(length, Integer.MAX_VALUE);
    require(reading, bytes);
    return tds.take(bytes);
  }

  private static void require(TableReading reading, int bytes) throws Enough {
    if (!reading.wants(bytes)) {
      throw new Enough();
    }
  }

  private Object chunks(TdsColumn column, TableReading reading) throws Enough {
    if (tds.little(8) == -1) {
      return Values.NULL;
    }
    Bytes all = new Bytes();
    long length = tds.little(4);
    while (length != 0) {
      all.add(content(length, reading));
      length = tds.little(4);
    }
    return TdsValues.of(column, all.toArray());
  }

  private Object behindPointer(TdsColumn column, TableReading reading) throws Enough {
    int pointer = tds.u8();
    if (pointer == 0) {
      return Values.NULL;
    }
    tds.take(pointer + 8);
    return TdsValues.of(column, content(tds.little(4), reading));
  }

  private void error(Packet content) {
    int number = (int) content.little(4);
    content.skip(2);
    String message = Tds.text(content.take(2 * content.little(2)));
    // The first says why; those behind it, that nothing comes of it.
    refusal = refusal.or(() -> Optional.of(new Refusal("" + number, number, message)));
  }

  private void accepted(Packet content) {
    content.skip(5);
    String program = Tds.text(content.take(2L * content.u8())).replace("\0", "");
    String version = content.u8() + "." + content.u8() + "." + content.u16();
    greeting = Optional.of(new Greeting(program, version));
  }

  private void environment(Packet content) {
    switch (content.u8()) {
      case 1 -> environment.put("database", changed(content));
      case 2 -> environment.put("language", changed(content));
      case 4 -> tds.packetSize(changed(content));
      case 8 -> transaction = begun(content);
      case 9, 10 -> transaction = new byte[8];
      case ELSEWHERE ->
          throw new Broken(
              "login-unsupported", "the server sends us to another one, which is not followed");
      default -> {}
    }
  }

  private static String changed(Packet content) {
    return Tds.text(content.take(2L * content.u8()));
  }

  private static byte[] begun(Packet content) {
    byte[] name = content.take(content.u8());
    if (name.length != 8) {
      throw new Broken("protocol-error", "a transaction must be named by eight bytes, is not");
    }
    return name;
  }

  private static int bearable(long length) {
    if (length > TableReading.MOST_BYTES) {
      throw new Broken(
          "protocol-error", "a message must be at most 256 KiB long, says " + length + " bytes");
    }
    return (int) length;
  }
}
