package io.vigie.probe.redis;

import io.vigie.testkit.redis.FakeRedis;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The contract with the fake server of the test kit. */
class FakeRedisProbeTest extends RedisContract {

  private static FakeRedis open;
  private static FakeRedis guarded;
  private static FakeRedis secured;

  @BeforeAll
  static void startServers() {
    Map<String, String> passwords = Map.of("default", PASSWORD, "watch", PASSWORD);
    open = FakeRedis.open();
    guarded = FakeRedis.guarded(passwords);
    secured = FakeRedis.guarded(passwords, AUTHORITY.issue("localhost"));
  }

  @AfterAll
  static void stopServers() {
    open.close();
    guarded.close();
    secured.close();
  }

  @Override
  int open() {
    return open.port();
  }

  @Override
  int guarded() {
    return guarded.port();
  }

  @Override
  int secured() {
    return secured.port();
  }
}
