package io.vigie.testkit.redis;

import io.vigie.testkit.target.Behaviour;
import io.vigie.testkit.target.RawTarget;
import io.vigie.testkit.tls.TlsIdentity;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A fake redis server, which keeps nothing. With accounts it answers nobody who has not logged in.
 * Thread-safe.
 */
public final class FakeRedis implements AutoCloseable {

  private static final int LONGEST = 64 * 1024;
  private static final int REMEMBERED = 1000;

  private final Map<String, String> passwords;
  private final List<String> commands = new CopyOnWriteArrayList<>();
  private final RawTarget target;
  private volatile boolean openToAll;

  private FakeRedis(int port, Map<String, String> passwords, TlsIdentity identity) {
    this.passwords = Map.copyOf(passwords);
    this.target =
        identity == null
            ? RawTarget.start(this::serve)
            : RawTarget.start(port, identity, this::serve);
  }

  /** One that answers everybody. */
  public static FakeRedis open() {
    return new FakeRedis(0, Map.of(), null);
  }

  /** One with passwords by user; the user of {@code AUTH password} is {@code default}. */
  public static FakeRedis guarded(Map<String, String> passwords) {
    return new FakeRedis(0, passwords, null);
  }

  /** The same over TLS. */
  public static FakeRedis guarded(Map<String, String> passwords, TlsIdentity identity) {
    return guarded(0, passwords, identity);
  }

  /** The same on a port of one's choice; 0 takes a free one. */
  public static FakeRedis guarded(int port, Map<String, String> passwords, TlsIdentity identity) {
    return new FakeRedis(port, passwords, identity);
  }

  /** Whether it has forgotten its accounts: connections that come now need none, or do again. */
  public void openToAll(boolean open) {
    openToAll = open;
  }

  public int port() {
    return target.port();
  }

  /** The names of the last thousand commands, in upper case. */
  public List<String> commands() {
    return List.copyOf(commands);
  }

  private void serve(Behaviour.Connection connection) throws IOException {
    DataInputStream in = new DataInputStream(connection.socket().getInputStream());
    boolean loggedIn = asksNobody();
    List<String> words = command(in);
    while (!words.isEmpty()) {
      String name = words.getFirst().toUpperCase(Locale.ROOT);
      remember(name);
      if (name.equals("AUTH")) {
        loggedIn = logIn(words, connection) || loggedIn;
      } else {
        connection.send(loggedIn ? answer(name) : "-NOAUTH Authentication required.\r\n");
      }
      words = name.equals("QUIT") ? List.of() : command(in);
    }
  }

  private synchronized void remember(String name) {
    if (commands.size() == REMEMBERED) {
      commands.removeFirst();
    }
    commands.add(name);
  }

  private boolean asksNobody() {
    return openToAll || passwords.isEmpty();
  }

  private boolean logIn(List<String> words, Behaviour.Connection connection) throws IOException {
    if (asksNobody() && words.size() == 2) {
      connection.send(
          "-ERR AUTH <password> called without any password configured for the default user. Are"
              + " you sure your configuration is correct?\r\n");
      return true;
    }
    String user = words.size() == 3 ? words.get(1) : "default";
    boolean right = words.getLast().equals(passwords.get(user));
    connection.send(
        right ? "+OK\r\n" : "-WRONGPASS invalid username-password pair or user is disabled.\r\n");
    return right;
  }

  private static String answer(String name) {
    return switch (name) {
      case "PING" -> "+PONG\r\n";
      case "QUIT" -> "+OK\r\n";
      case "INFO" -> bulk(INFO);
      default -> "-ERR unknown command '" + name + "'\r\n";
    };
  }

  private static final String INFO =
      """
      # Server
      redis_version:7.0.15
      uptime_in_seconds:90
      # Clients
      connected_clients:1
      # Memory
      used_memory:1048576
      maxmemory:0
      maxmemory_policy:noeviction
      # Replication
      role:master
      """
          .replace("\n", "\r\n");

  private static String bulk(String text) {
    return "$" + text.length() + "\r\n" + text + "\r\n";
  }

  /** The words of the next command; none at the end. */
  private static List<String> command(DataInputStream in) throws IOException {
    String head = line(in);
    if (!head.startsWith("*")) {
      return List.of();
    }
    List<String> words = new ArrayList<>();
    for (int i = number(head); i > 0; i--) {
      byte[] word = in.readNBytes(number(line(in)));
      line(in);
      words.add(new String(word, StandardCharsets.UTF_8));
    }
    return words;
  }

  private static int number(String line) throws IOException {
    int number = Integer.parseInt(line, 1, line.length(), 10);
    if (number < 0 || number > LONGEST) {
      throw new IOException("too long");
    }
    return number;
  }

  private static String line(DataInputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
      line.append((char) next);
    }
    return line.toString().strip();
  }

  @Override
  public void close() {
    target.close();
  }
}
