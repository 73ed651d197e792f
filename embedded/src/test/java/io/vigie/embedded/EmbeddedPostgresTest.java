package io.vigie.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedPostgresTest {

  @TempDir Path folder;

  @Test
  void isDurableAndAloneOnTheLoopbackAddress() throws Exception {
    try (var database = start()) {
      assertThat(show(database, "fsync")).isEqualTo("on");
      assertThat(show(database, "synchronous_commit")).isEqualTo("on");
      assertThat(show(database, "full_page_writes")).isEqualTo("on");
      assertThat(show(database, "listen_addresses")).isEqualTo("127.0.0.1");
      assertThat(show(database, "unix_socket_directories")).isEmpty();
      assertThat(show(database, "server_encoding")).isEqualTo("UTF8");
    }
  }

  @Test
  void keepsItsDataAndItsPasswordOverARestart() throws Exception {
    String password;
    try (var database = start()) {
      password = database.password();
      Queries.write(database, "before");
    }
    try (var database = start()) {
      Queries.write(database, "after");

      assertThat(database.password()).isEqualTo(password);
      assertThat(Queries.words(database)).containsExactlyInAnyOrder("before", "after");
    }
  }

  @Test
  void asksForThePasswordAndHidesItFromOtherUsers() throws Exception {
    try (var database = start()) {
      assertThatThrownBy(
              () -> Queries.ask(database.jdbcUrl(), database.username(), "guess", "SELECT 1"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("password");
      assertThat(PosixFilePermissions.toString(permissions("password"))).isEqualTo("rw-------");
      assertThat(folder.resolve("password.incomplete")).doesNotExist();
    }
  }

  @Test
  void startsOverAfterAFirstStartThatWasKilledHalfWay() throws Exception {
    Files.createDirectories(folder.resolve("data.incomplete/base"));
    Files.writeString(folder.resolve("password"), "of a cluster that never was");

    try (var database = start()) {
      Queries.write(database, "word");

      assertThat(Queries.words(database)).containsExactly("word");
    }
  }

  @Test
  void namesThePortThatIsBusy() throws Exception {
    try (var other = new ServerSocket(0, 1, InetAddress.ofLiteral(Ports.LOOPBACK))) {
      assertThatThrownBy(
              () -> EmbeddedPostgres.start(folder, other.getLocalPort(), Programs.FOLDER))
          .isInstanceOf(InfrastructureException.class)
          .hasMessage(
              "PostgreSQL: needs port %d on 127.0.0.1, which another process uses",
              other.getLocalPort());
    }
  }

  @Test
  void refusesAFolderThatIsInUseAndFreesItAfterwards() {
    try (var database = start()) {
      assertThat(database.port()).isPositive();
      assertThatThrownBy(this::start)
          .isInstanceOf(InfrastructureException.class)
          .hasMessageContaining("another process uses it");
    }
    start().close();
  }

  @Test
  void refusesDataOfAnotherMajorVersion() throws Exception {
    start().close();
    Files.writeString(folder.resolve("data/PG_VERSION"), "9\n");

    assertThatThrownBy(this::start)
        .isInstanceOf(InfrastructureException.class)
        .hasMessageContaining("needs data of version 18, found version 9");
  }

  @Test
  void saysWhatTheServerSaidWhenItDoesNotStart() throws Exception {
    start().close();
    Files.writeString(folder.resolve("data/postgresql.conf"), "no_such_setting = 1\n");

    assertThatThrownBy(this::start)
        .isInstanceOf(InfrastructureException.class)
        .hasMessageContaining("no_such_setting");
  }

  @Test
  void comesBackOnItsPortWithItsDataWhenItsServerIsKilled() throws Exception {
    try (var database = start()) {
      Queries.write(database, "word");
      int port = database.port();
      var killed = server();
      Processes.kill(killed);
      killed.onExit().get(5, TimeUnit.SECONDS);

      awaitLogins(database);

      assertThat(database.port()).isEqualTo(port);
      assertThat(Queries.words(database)).containsExactly("word");
    }
  }

  @Test
  void leavesNoServerWhenItIsClosedWhileItComesBack() throws Exception {
    for (int millis : List.of(0, 520, 600)) {
      try (var database = start()) {
        var killed = server();
        Processes.kill(killed);
        killed.onExit().get(5, TimeUnit.SECONDS);
        assertThat(database.port()).isPositive();
        LockSupport.parkNanos(Duration.ofMillis(millis).toNanos());
      }
      assertThat(serversOnTheFolder()).isEmpty();
    }
  }

  @Test
  void tellsWhenItDoesNotComeBack() throws Exception {
    try (var database = start()) {
      Files.writeString(folder.resolve("data/postgresql.conf"), "no_such_setting = 1\n");
      Processes.kill(server());

      assertThat(database.lost().toCompletableFuture().get(30, TimeUnit.SECONDS))
          .startsWith("PostgreSQL: must run, but failed 3 times within a minute")
          .contains("no_such_setting");
    }
    assertThat(serversOnTheFolder()).isEmpty();
  }

  private ProcessHandle server() throws IOException {
    return Postmaster.running(folder.resolve("data")).orElseThrow();
  }

  private static void awaitLogins(EmbeddedPostgres database) {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!Postmaster.acceptsLogins(database.port(), database.username())) {
      assertThat(System.nanoTime()).as("the server came back in time").isLessThan(deadline);
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  private List<String> serversOnTheFolder() {
    return ProcessHandle.allProcesses()
        .map(process -> process.info().commandLine().orElse(""))
        .filter(line -> line.contains(folder.toString()) && line.contains("postgres"))
        .toList();
  }

  private EmbeddedPostgres start() {
    return EmbeddedPostgres.start(folder, 0, Programs.FOLDER);
  }

  private java.util.Set<java.nio.file.attribute.PosixFilePermission> permissions(String file)
      throws Exception {
    return Files.getPosixFilePermissions(folder.resolve(file));
  }

  private static String show(EmbeddedPostgres database, String setting) throws SQLException {
    return Queries.ask(database, "SHOW " + setting).getFirst();
  }
}
