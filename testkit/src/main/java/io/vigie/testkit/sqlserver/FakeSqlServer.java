package io.vigie.testkit.sqlserver;

import io.vigie.testkit.target.Behaviour;
import io.vigie.testkit.tls.TlsIdentity;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLSocket;

/**
 * As much of a SQL Server as a client sees that logs in and asks. It keeps the rules of the
 * protocol: a request within a transaction must name it. Thread-safe.
 */
public final class FakeSqlServer implements Behaviour {

  public static final String USER = "vigie";
  public static final String PASSWORD = "pässwörd";

  /** An answer that does not come until the client wants it to stop. */
  public static final TdsTokens NOTHING = new TdsTokens();

  static final int PRELOGIN = 0x12;
  private static final int BATCH = 1;
  private static final int ATTENTION = 6;
  private static final int LOGIN = 0x10;
  private static final int ANSWER = 4;
  private static final int HEADER = 8;
  private static final int MOST_CONTENT = 4096 - HEADER;
  private static final byte[] TRANSACTION = {1, 2, 3, 4, 5, 6, 7, 8};

  private static final int[] INT = {0x38};
  private static final TdsTokens ONE =
      new TdsTokens().columns(1).column("", INT).row().little(1, 4).done(1);

  private final TlsIdentity identity;
  private final boolean onlySecure;
  private final Map<String, TdsTokens> answers = new ConcurrentHashMap<>();
  private final List<String> statements = new CopyOnWriteArrayList<>();
  private final AtomicInteger stopped = new AtomicInteger();
  private volatile TdsTokens greeting;

  private FakeSqlServer(TlsIdentity identity, boolean onlySecure) {
    this.identity = identity;
    this.onlySecure = onlySecure;
  }

  /** One that knows no TLS. */
  public static FakeSqlServer inClear() {
    return new FakeSqlServer(null, false);
  }

  /** One that offers TLS. */
  public static FakeSqlServer secure(TlsIdentity identity) {
    return new FakeSqlServer(identity, false);
  }

  /** One that speaks over TLS only. */
  public static FakeSqlServer onlySecure(TlsIdentity identity) {
    return new FakeSqlServer(identity, true);
  }

  /** What a statement is answered with. */
  public FakeSqlServer answering(String statement, TdsTokens tokens) {
    answers.put(statement, tokens);
    return this;
  }

  /** What every login is answered with. */
  public FakeSqlServer greeting(TdsTokens tokens) {
    greeting = tokens;
    return this;
  }

  /** What it was asked, in order. */
  public List<String> statements() {
    return List.copyOf(statements);
  }

  /** How often it was asked to stop. */
  public int stopped() {
    return stopped.get();
  }

  record Header(int type, boolean last, int length) {}

  private static final class Message {
    private final int type;
    private final byte[] content;

    Message(int type, byte[] content) {
      this.type = type;
      this.content = content;
    }
  }

  @Override
  public void serve(Connection connection) throws IOException {
    Socket socket = connection.socket();
    byte[] prelogin = read(new DataInputStream(socket.getInputStream())).content;
    int wanted = option(prelogin, 1);
    int offered = identity == null ? 2 : onlySecure ? 3 : wanted;
    write(socket.getOutputStream(), prelogin(offered));
    boolean secure = identity != null && wanted != 2;
    if (onlySecure && !secure) {
      return;
    }
    talk(secure ? secured(socket) : socket);
  }

  private static int option(byte[] prelogin, int wanted) {
    ByteBuffer options = ByteBuffer.wrap(prelogin);
    for (int at = 0; prelogin[at] != (byte) 0xff; at += 5) {
      if (prelogin[at] == wanted) {
        return prelogin[options.getShort(at + 1)];
      }
    }
    throw new IllegalStateException("a client must say whether it wants TLS");
  }

  private static byte[] prelogin(int encryption) {
    return new TdsTokens()
        .u8(0, 0, 11, 0, 6, 1, 0, 17, 0, 1, 0xff)
        .u8(16, 0, 0x03, 0xe8, 0, 0, encryption)
        .toArray();
  }

  private Socket secured(Socket plain) throws IOException {
    PacketSocket packets = new PacketSocket(plain);
    SSLSocket socket =
        (SSLSocket)
            identity
                .sslContext()
                .getSocketFactory()
                .createSocket(packets, "client", plain.getPort(), true);
    socket.setUseClientMode(false);
    socket.setEnabledProtocols(new String[] {"TLSv1.2"});
    socket.startHandshake();
    packets.over();
    return socket;
  }

  private void talk(Socket socket) throws IOException {
    DataInputStream in = new DataInputStream(socket.getInputStream());
    OutputStream out = socket.getOutputStream();
    Message login = read(in);
    boolean accepted = login.type == LOGIN && isAccepted(login.content);
    write(out, answerOf(login.content, accepted).toArray());
    boolean begun = false;
    while (accepted) {
      Message message;
      try {
        message = read(in);
      } catch (EOFException e) {
        return;
      }
      begun = answer(message, begun, out);
    }
  }

  /** Whether a transaction is going on after this. */
  private boolean answer(Message message, boolean begun, OutputStream out) throws IOException {
    if (message.type == ATTENTION) {
      stopped.incrementAndGet();
      // What was going on is ended first, and that it was stopped is a message of its own.
      write(out, new TdsTokens().failed().toArray());
      write(out, new TdsTokens().stopped().toArray());
      return begun;
    } else if (message.type != BATCH) {
      throw new IOException("only batches are understood");
    }
    ByteBuffer content = little(message.content);
    int headers = content.getInt(0);
    byte[] named = Arrays.copyOfRange(message.content, 10, 18);
    String statement =
        new String(
            message.content, headers, message.content.length - headers, StandardCharsets.UTF_16LE);
    statements.add(statement);
    boolean begins = statement.contains("BEGIN TRANSACTION");
    if (!Arrays.equals(named, begun ? TRANSACTION : new byte[8])) {
      write(out, new TdsTokens().error(3989, "no valid transaction").failed().toArray());
    } else if (begins) {
      write(out, began());
    } else if (answers.get(statement) != NOTHING) {
      write(out, answers.getOrDefault(statement, fallback(statement)).toArray());
    }
    return begun || begins;
  }

  private static byte[] began() {
    return new TdsTokens()
        .counted(0xe3, new TdsTokens().u8(8, 8).add(TRANSACTION).u8(0))
        .done(0)
        .toArray();
  }

  private static TdsTokens fallback(String statement) {
    return statement.equals("SELECT 1")
        ? ONE
        : new TdsTokens().error(208, "Invalid object name.").failed();
  }

  private static boolean isAccepted(byte[] login) {
    ByteBuffer content = little(login);
    if (content.getInt(0) != login.length || content.getInt(4) >>> 24 != 0x74) {
      throw new IllegalStateException("a login must be of TDS 7.4 and as long as it says");
    }
    byte[] password = text(content, 44).getBytes(StandardCharsets.UTF_16LE);
    for (int i = 0; i < password.length; i++) {
      int plain = (password[i] & 0xff) ^ 0xa5;
      password[i] = (byte) ((plain << 4) | (plain >> 4));
    }
    return text(content, 40).equals(USER)
        && new String(password, StandardCharsets.UTF_16LE).equals(PASSWORD);
  }

  /** A text of the table of a login, in which there are where it begins and how long it is. */
  private static String text(ByteBuffer login, int entry) {
    byte[] bytes = new byte[2 * login.getShort(entry + 2)];
    login.get(login.getShort(entry), bytes);
    return new String(bytes, StandardCharsets.UTF_16LE);
  }

  private TdsTokens answerOf(byte[] login, boolean accepted) {
    if (greeting != null) {
      return greeting;
    }
    if (!accepted) {
      return new TdsTokens()
          .error(18456, "Login failed for user '" + text(little(login), 40) + "'.")
          .failed();
    }
    String database = text(little(login), 68);
    return new TdsTokens()
        .changed(1, database.isEmpty() ? "master" : database, "master")
        .info(5701, "Changed database context.")
        .changed(2, "us_english", "")
        .counted(0xe3, new TdsTokens().u8(7, 5, 9, 4, 0xd0, 0, 0x34, 0))
        .counted(
            0xad,
            new TdsTokens().u8(1, 0x74, 0, 0, 4).name("Microsoft SQL Server").u8(16, 0, 0x10, 0x69))
        .changed(4, "4096", "4096")
        .done(0);
  }

  private static ByteBuffer little(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static Message read(DataInputStream in) throws IOException {
    byte[] content = {};
    Header header;
    do {
      header = header(in, -1);
      int from = content.length;
      content = Arrays.copyOf(content, from + header.length());
      in.readFully(content, from, header.length());
    } while (!header.last());
    return new Message(header.type(), content);
  }

  static Header header(DataInputStream in, int required) throws IOException {
    int type = in.readUnsignedByte();
    boolean last = in.readUnsignedByte() == 1;
    int length = in.readUnsignedShort() - HEADER;
    in.readInt();
    if (length < 0 || (required >= 0 && type != required)) {
      throw new IOException("a packet of another type or length was expected");
    }
    return new Header(type, last, length);
  }

  private static byte[] header(int type, boolean last, int length) {
    return ByteBuffer.allocate(HEADER)
        .put((byte) type)
        .put((byte) (last ? 1 : 0))
        .putShort((short) (HEADER + length))
        .array();
  }

  private static void write(OutputStream out, byte[] content) throws IOException {
    write(out, ANSWER, content);
  }

  static void write(OutputStream out, int type, byte[] content) throws IOException {
    for (int from = 0; from == 0 || from < content.length; from += MOST_CONTENT) {
      int length = Math.min(MOST_CONTENT, content.length - from);
      out.write(header(type, from + length == content.length, length));
      out.write(content, from, length);
    }
    out.flush();
  }
}
