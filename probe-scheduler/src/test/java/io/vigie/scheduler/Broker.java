package io.vigie.scheduler;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vigie.embedded.Infrastructure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A real broker, and an empty folder for checklists. */
public final class Broker implements QuarkusTestResourceLifecycleManager {

  @Override
  public Map<String, String> start() {
    try {
      Path folder = Files.createTempDirectory("vigie-checklists-");
      return Map.of(
          "kafka.bootstrap.servers",
          Infrastructure.shared().kafkaBootstrap(),
          "vigie.scheduler.checklists",
          folder.toString(),
          "vigie.scheduler.settle",
          "100ms",
          "quarkus.http.test-port",
          "0");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void stop() {
    // The broker is shared and ends with the JVM.
  }
}
