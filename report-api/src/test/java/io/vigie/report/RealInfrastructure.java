package io.vigie.report;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vigie.embedded.Infrastructure;
import java.util.Map;

/** Gives report-api under test a real broker and an empty database. */
public final class RealInfrastructure implements QuarkusTestResourceLifecycleManager {

  /** Of no Slack anywhere. */
  public static final String SLACK_SECRET = "not-a-secret-of-any-slack";

  @Override
  public Map<String, String> start() {
    Infrastructure infrastructure = Infrastructure.shared();
    return Map.of(
        "vigie.report.slack.signing-secret",
        SLACK_SECRET,
        "kafka.bootstrap.servers",
        infrastructure.kafkaBootstrap(),
        "quarkus.datasource.report.jdbc.url",
        infrastructure.freshDatabase(),
        "quarkus.datasource.report.username",
        infrastructure.username(),
        "quarkus.datasource.report.password",
        infrastructure.password(),
        "quarkus.http.test-port",
        "0",
        "vigie.report.metrics.every",
        "1s",
        "vigie.report.retry.longest",
        "300ms");
  }

  @Override
  public void stop() {
    // The infrastructure belongs to the JVM.
  }
}
