package io.vigie.testkit.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FakeRedisTest {

  private static final String PING = "*1\r\n$4\r\nPING\r\n";
  private static final String QUIT = "*1\r\n$4\r\nQUIT\r\n";

  private static String said(FakeRedis redis, String commands) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), redis.port())) {
      socket.getOutputStream().write(commands.getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void answersEverybodyWhereThereAreNoAccounts() throws IOException {
    try (FakeRedis redis = FakeRedis.open()) {
      assertThat(said(redis, PING + QUIT)).isEqualTo("+PONG\r\n+OK\r\n");
      assertThat(redis.commands()).containsExactly("PING", "QUIT");
    }
  }

  @Test
  void asksForAPassword() throws IOException {
    String auth = "*2\r\n$4\r\nAUTH\r\n$2\r\npw\r\n";
    try (FakeRedis redis = FakeRedis.guarded(Map.of("default", "pw"))) {
      assertThat(said(redis, PING + auth + PING + QUIT))
          .isEqualTo("-NOAUTH Authentication required.\r\n+OK\r\n+PONG\r\n+OK\r\n");
    }
  }
}
