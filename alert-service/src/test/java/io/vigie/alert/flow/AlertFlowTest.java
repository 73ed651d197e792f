package io.vigie.alert.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vigie.alert.Samples;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.state.ItemState;
import io.vigie.embedded.Infrastructure;
import io.vigie.testkit.mail.FakeMailServer;
import io.vigie.testkit.slack.FakeSlack;
import io.vigie.testkit.slack.SlackMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Surroundings.class)
class AlertFlowTest {

  private static final Duration SOON = Duration.ofSeconds(15);

  FakeSlack slack;
  FakeMailServer mail;
  Infrastructure infrastructure;

  private final Instant now = InstantSource.system().instant();
  private Wire wire;

  @BeforeEach
  void connect() {
    wire = new Wire(infrastructure.kafkaBootstrap());
  }

  @AfterEach
  void disconnect() {
    wire.close();
    slack.comeBack();
  }

  @Test
  void tellsOfAFailureAndOfItsEnd() {
    Check check = Samples.check("CH-001");
    ItemId item = check.item();
    wire.send(check);
    wire.send(
        Samples.passed(item, now.minusSeconds(20)), Samples.failed(item, now.minusSeconds(10)));

    SlackMessage opened = slackOf(item, 1).getFirst();
    assertThat(opened.readable()).contains("■ P0 FAIL · Chrona · production", "status was 503");
    wire.awaitStatus(item, status -> status.state() == ItemState.FAILING);

    wire.send(Samples.passed(item, now));
    List<SlackMessage> all = slackOf(item, 2);
    assertThat(all.getFirst().isEdited()).isTrue();
    assertThat(all.getFirst().readable()).contains("● P0 RESOLVED after ");
    assertThat(all.getLast().threadTs()).contains(opened.ts());
    mail.await(mails -> mails.size() >= 2, SOON);
  }

  private List<SlackMessage> slackOf(ItemId item, int count) {
    return slack
        .await(messages -> messages.stream().filter(m -> isAbout(m, item)).count() >= count, SOON)
        .stream()
        .filter(m -> isAbout(m, item))
        .toList();
  }

  private static boolean isAbout(SlackMessage message, ItemId item) {
    return message.readable().contains(item.item()) || !message.isRoot();
  }
}
