package io.vigie.runner.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vigie.runner.guard.NameService.ResolverFailed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DnsNameServiceTest {

  private static final int SERVFAIL = 2;

  @TempDir Path folder;
  private TinyNameServer server;
  private Path hosts;
  private DnsNameService names;

  @BeforeEach
  void start() throws IOException {
    server = new TinyNameServer().saysOf(".", 0);
    hosts = Files.writeString(folder.resolve("hosts"), "127.0.0.1 localhost\n");
    names = new DnsNameService(hosts, Optional.of(server.address()), Duration.ofMillis(150));
  }

  @AfterEach
  void stop() {
    names.close();
    server.close();
  }

  @Test
  void resolvesAnewEachTimeHoweverLongTheAnswerMayBeKept() {
    server.knows("app.example", "192.0.2.1");
    assertThat(ended(names.addressesOf("app.example")).result()).containsExactly(ip("192.0.2.1"));

    server.knows("app.example", "192.0.2.2");
    assertThat(ended(names.addressesOf("app.example")).result()).containsExactly(ip("192.0.2.2"));
  }

  @Test
  void takesTheHostsFileFirstAndSeesItChange() throws IOException {
    Files.writeString(hosts, "192.0.2.7 app.example alias # comment\nnonsense here\n\n");
    Files.setLastModifiedTime(hosts, FileTime.fromMillis(1));
    assertThat(ended(names.addressesOf("ALIAS")).result()).containsExactly(ip("192.0.2.7"));

    Files.writeString(hosts, "192.0.2.8 app.example\n2001:db8::8 app.example\n");
    Files.setLastModifiedTime(hosts, FileTime.fromMillis(2_000));

    assertThat(ended(names.addressesOf("app.example")).result())
        .containsExactly(ip("192.0.2.8"), ip("2001:db8::8"));
    assertThat(server.questions()).isZero();
  }

  @Test
  void keepsLocalhostOnThisMachineWithoutAHostsFile() throws IOException {
    Files.delete(hosts);

    assertThat(ended(names.addressesOf("db.localhost")).result()).contains(ip("127.0.0.1"));
    assertThat(server.questions()).isZero();
  }

  @Test
  void saysThatANameDoesNotExist() {
    Future<List<InetAddress>> answer = ended(names.addressesOf("absent.example"));

    assertThat(answer.cause())
        .isInstanceOf(UnknownHostException.class)
        .hasMessage("absent.example: no such host");
  }

  @Test
  void saysThatANameHasNoAddress() {
    server.saysOf("empty.example", 0);

    assertThat(ended(names.addressesOf("empty.example")).cause())
        .isInstanceOf(UnknownHostException.class);
  }

  @Test
  void blamesTheTargetForTroubleThatOnlyItsNameHas() {
    server.saysOf("broken.example", SERVFAIL).isSilentAbout("silent.example");

    assertThat(ended(names.addressesOf("broken.example")).cause())
        .isInstanceOf(UnknownHostException.class)
        .hasMessage("broken.example: its name servers do not answer");
    assertThat(ended(names.addressesOf("silent.example")).cause())
        .isInstanceOf(UnknownHostException.class);
  }

  @Test
  void blamesTheResolverForTroubleThatEveryNameHas() {
    server.saysOf("app.example", SERVFAIL).saysOf(".", SERVFAIL);
    assertThat(ended(names.addressesOf("app.example")).cause()).isInstanceOf(ResolverFailed.class);

    server.isSilentAbout("app.example").isSilentAbout(".");
    assertThat(ended(names.addressesOf("app.example")).cause())
        .isInstanceOf(ResolverFailed.class)
        .hasMessage("app.example: this runner's resolver does not answer");
  }

  private static <T> Future<T> ended(Future<T> future) {
    CountDownLatch ended = new CountDownLatch(1);
    future.onComplete(_ -> ended.countDown());
    try {
      assertThat(ended.await(5, TimeUnit.SECONDS)).as("answered within 5s").isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return future;
  }

  private static InetAddress ip(String literal) {
    return InetAddress.ofLiteral(literal);
  }
}
