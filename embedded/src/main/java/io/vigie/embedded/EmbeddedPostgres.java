package io.vigie.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.LockSupport;

/**
 * A real PostgreSQL beside this process, with its data in one folder.
 *
 * <p>Durable: {@code fsync} and {@code synchronous_commit} stay on. It asks for a password, which
 * was made at random with the data and lies beside it, readable by its owner only. It stops when
 * this process ends, also by {@code kill -9}; and a start takes over from a server that
 * nevertheless stayed. A server that ends unasked is started again on the same data and port. Works
 * when started as root, see {@link Account}.
 */
public final class EmbeddedPostgres implements AutoCloseable {

  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration STOP = Duration.ofSeconds(8);
  private static final Duration POLL = Duration.ofMillis(20);
  private static final String DATABASE = "postgres";
  private static final String FAST_SHUTDOWN = "INT";
  private static final Map<String, String> ENVIRONMENT = Map.of("LC_ALL", "C", "TZ", "UTC");

  private final FolderLock lock;
  private final Revival server;
  private final int port;
  private final String password;

  private EmbeddedPostgres(FolderLock lock, Revival server, int port, String password) {
    this.lock = lock;
    this.server = server;
    this.port = port;
    this.password = password;
  }

  /** Like {@link #start(Path, int, Path)}, with the programs in the same folder as the data. */
  public static EmbeddedPostgres start(Path dir, int port) {
    return start(dir, port, dir);
  }

  /**
   * Starts a server and returns when it lets clients log in.
   *
   * @param dir the folder of its data, created where it is absent
   * @param port its port, or 0 for a free one
   * @param programs the folder into which the programs of PostgreSQL are unpacked once
   * @throws InfrastructureException when the port or the folder is in use, or it does not start
   */
  public static EmbeddedPostgres start(Path dir, int port, Path programs) {
    var folder = dir.toAbsolutePath();
    try {
      var lock = FolderLock.take(folder);
      if (lock.isEmpty()) {
        throw new InfrastructureException(
            "PostgreSQL: " + folder + ": must not be in use, but another process uses it");
      }
      try {
        return start(lock.get(), folder, port, programs.toAbsolutePath());
      } catch (IOException | RuntimeException e) {
        lock.get().close();
        throw e;
      }
    } catch (IOException e) {
      throw new InfrastructureException(
          "PostgreSQL: " + folder + ": must be a writable folder: " + e, e);
    }
  }

  private static EmbeddedPostgres start(FolderLock lock, Path folder, int port, Path programs)
      throws IOException {
    var binaries = PostgresBinaries.unpackInto(programs);
    var account = Account.find(folder);
    var cluster = new Cluster(folder, binaries, account);
    Postmaster.stopLeftOver(cluster.dataFolder(), START);
    cluster.prepare();
    int claimed = Ports.claim("PostgreSQL", port);
    var program = command(binaries, cluster.dataFolder(), claimed);
    var server = Revival.start("PostgreSQL", new Program(folder, claimed, account, program));
    return new EmbeddedPostgres(lock, server, claimed, cluster.password());
  }

  /** The program on one folder and port, as often as it has to be started. */
  private record Program(Path folder, int port, Account account, List<String> command)
      implements Revival.Server {

    @Override
    public Watchdog launch() throws IOException {
      Postmaster.stopLeftOver(folder.resolve("data"), START);
      return Watchdog.start(FAST_SHUTDOWN, account.command(), command, ENVIRONMENT, folder, log());
    }

    @Override
    public void awaitUsable(Watchdog process) throws IOException {
      awaitLogins(process, port, log());
    }

    private Path log() {
      return folder.resolve("postgres.log");
    }
  }

  private static List<String> command(Path binaries, Path data, int port) {
    var command = new ArrayList<String>();
    command.add(binaries.resolve("bin/postgres").toString());
    command.addAll(List.of("-D", data.toString(), "-p", Integer.toString(port)));
    for (var setting : SETTINGS) {
      command.addAll(List.of("-c", setting));
    }
    return command;
  }

  private static final List<String> SETTINGS =
      List.of(
          "listen_addresses=" + Ports.LOOPBACK,
          "unix_socket_directories=",
          "fsync=on",
          "synchronous_commit=on",
          "full_page_writes=on",
          "max_connections=60",
          "shared_buffers=32MB",
          // Nobody replicates from it, and fewer processes are left to feed.
          "wal_level=minimal",
          "max_wal_senders=0",
          "max_wal_size=256MB",
          "io_method=sync",
          "jit=off",
          "timezone=UTC",
          "log_timezone=UTC",
          "log_min_messages=warning");

  private static void awaitLogins(Watchdog watchdog, int port, Path log) throws IOException {
    long deadline = System.nanoTime() + START.toNanos();
    while (!Postmaster.acceptsLogins(port, Cluster.OWNER)) {
      if (!watchdog.isAlive() || System.nanoTime() > deadline) {
        watchdog.kill();
        throw new InfrastructureException(
            "PostgreSQL: did not start on port %d: %s"
                .formatted(port, Commands.lastLines(Files.readString(log))));
      }
      LockSupport.parkNanos(POLL.toNanos());
    }
  }

  public String jdbcUrl() {
    return jdbcUrl(DATABASE);
  }

  /** The address of another database of this server, which must have been created. */
  public String jdbcUrl(String database) {
    return "jdbc:postgresql://" + Ports.LOOPBACK + ":" + port + "/" + database;
  }

  /** The address for the clients of Vert.x. */
  public String reactiveUrl() {
    return "postgresql://" + Ports.LOOPBACK + ":" + port + "/" + DATABASE;
  }

  public int port() {
    return port;
  }

  public String username() {
    return Cluster.OWNER;
  }

  public String password() {
    return password;
  }

  /**
   * Is told, in one sentence, that the server ended, could not be started again and was given up.
   * Closing tells nothing.
   */
  public CompletionStage<String> lost() {
    return server.lost();
  }

  /** Disconnects the clients, stops the server in an orderly way, and releases the folder. */
  @Override
  public void close() {
    server.close(STOP);
    try {
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
