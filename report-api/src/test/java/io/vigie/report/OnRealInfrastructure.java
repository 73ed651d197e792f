package io.vigie.report;

import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.equalTo;

import io.vigie.contract.alert.Incident;
import io.vigie.contract.command.Command;
import io.vigie.contract.wire.MessageType;
import io.vigie.contract.wire.Topic;
import io.vigie.embedded.Infrastructure;
import io.vigie.report.sample.Received;
import io.vigie.report.sample.Sender;
import io.vigie.report.sample.Soon;
import io.vigie.runtime.time.ClockProducer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;

/** The whole service between a real broker and a real database: what is sent to it and by it. */
public abstract class OnRealInfrastructure {

  protected final Instant now = ClockProducer.system().instant().truncatedTo(ChronoUnit.SECONDS);
  protected final Sender sender = new Sender(Infrastructure.shared().kafkaBootstrap());

  @AfterEach
  void closeSender() {
    sender.close();
  }

  /** An incident in this form, once the service knows it. */
  protected Incident known(Incident incident) {
    sender.send(Topic.INCIDENTS, MessageType.INCIDENT, incident);
    Soon.holds(
        () ->
            when()
                .get("/api/v1/incidents/" + incident.id())
                .then()
                .body("version", equalTo((int) incident.version())));
    return incident;
  }

  /** The first command of this kind that the service has sent. */
  protected static Command command(Predicate<Command> wanted) {
    try (Received received =
        new Received(Infrastructure.shared().kafkaBootstrap(), Topic.COMMANDS)) {
      return received.next(MessageType.COMMAND, wanted);
    }
  }
}
