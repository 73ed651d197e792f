package io.vigie.alert.flow;

import io.micrometer.core.instrument.MeterRegistry;
import io.vigie.alert.Samples;
import io.vigie.alert.postgres.Database;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.Meaning;
import io.vigie.contract.check.Thresholds;
import io.vigie.embedded.Infrastructure;
import io.vigie.testkit.mail.FakeMailServer;
import io.vigie.testkit.mail.ReceivedMail;
import io.vigie.testkit.slack.FakeSlack;
import io.vigie.testkit.slack.SlackMessage;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The whole service between a real broker, a real database, a Slack and a mail server. */
abstract class AlertFlow {

  static final String DATABASE_URL = "quarkus.datasource.alert.jdbc.url";

  static final Duration SOON = Duration.ofSeconds(15);

  FakeSlack slack;
  FakeMailServer mail;
  Infrastructure infrastructure;

  private final MeterRegistry metrics;
  private final String databaseUrl;
  final Instant now = InstantSource.system().instant();
  Wire wire;

  AlertFlow(MeterRegistry metrics, String databaseUrl) {
    this.metrics = metrics;
    this.databaseUrl = databaseUrl;
  }

  @BeforeEach
  void connect() {
    slack.reset();
    mail.reset();
    wire = new Wire(infrastructure.kafkaBootstrap());
  }

  @AfterEach
  void disconnect() {
    slack.comeBack();
    mail.comeBack();
    wire.close();
  }

  /** Returns when everything that was sent before has been worked on and its messages are out. */
  void passThrough() {
    String name = "PASS-" + UUID.randomUUID();
    Check marker = named(alone(name), name);
    wire.send(marker);
    wire.send(Samples.failed(marker.item(), ago(10)));
    slackOf(marker, 1);
  }

  Instant ago(int seconds) {
    return now.minusSeconds(seconds);
  }

  static Meaning title(String name) {
    return Samples.meaning("Title of " + name);
  }

  static Check named(String name) {
    return named(Samples.item(name), name);
  }

  private static Check named(ItemId item, String name) {
    return Samples.check(item, new Thresholds(1, 1, 1), "default", "r1", title(name));
  }

  /** An item of a system of its own: many failures of one system are told together. */
  static ItemId alone(String name) {
    return new ItemId(name.toLowerCase(Locale.ROOT), "production", name);
  }

  List<SlackMessage> slackOf(Check check, int count) {
    slack.await(_ -> about(check).size() >= count, SOON);
    return about(check);
  }

  List<SlackMessage> about(Check check) {
    return slack.messages().stream()
        .filter(message -> message.readable().contains(check.meaning().title()))
        .toList();
  }

  List<ReceivedMail> mailsOf(Check check, int count) {
    return mail
        .await(mails -> mails.stream().filter(one -> isAbout(one, check)).count() >= count, SOON)
        .stream()
        .filter(one -> isAbout(one, check))
        .toList();
  }

  static boolean isAbout(ReceivedMail one, Check check) {
    return one.subject().contains(check.meaning().title());
  }

  double count(String outcome) {
    return metrics.find("vigie_notifications").tag("outcome", outcome).counters().stream()
        .mapToDouble(counter -> counter.count())
        .sum();
  }

  double dropped(String reason) {
    return metrics.find("vigie_alert_results_dropped").tag("reason", reason).counters().stream()
        .mapToDouble(counter -> counter.count())
        .sum();
  }

  /** On a connection of its own: those of the service's pool may be cut by a test. */
  void execute(String sql) throws SQLException {
    try (Connection connection = Database.at(databaseUrl).getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
