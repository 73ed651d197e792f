package io.vigie.runner;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vigie.embedded.Infrastructure;
import io.vigie.embedded.Ports;
import java.util.Map;

/** A real broker, and a runner of a location of its own. */
public final class BrokerResource implements QuarkusTestResourceLifecycleManager {

  static final String LOCATION = "service-test";

  @Override
  public Map<String, String> start() {
    return Map.of(
        "kafka.bootstrap.servers",
        Infrastructure.shared().kafkaBootstrap(),
        "vigie.runner.location",
        LOCATION,
        "vigie.runner.id",
        "r-test",
        "vigie.runner.share-lanes",
        "2",
        "vigie.runner.egress.allow",
        "loopback",
        "vigie.runner.sink.port",
        String.valueOf(Ports.free()),
        "vigie.runner.blackbox.enabled",
        "true",
        "quarkus.http.test-port",
        "0");
  }

  @Override
  public void stop() {
    // The broker is shared and ends with the JVM.
  }
}
