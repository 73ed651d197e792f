package io.vigie.alert.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.alert.Samples;
import io.vigie.alert.incident.Publications;
import io.vigie.alert.incident.Publications.Publication;
import io.vigie.contract.command.Command;
import io.vigie.contract.job.Cause;
import io.vigie.contract.state.ItemState;
import io.vigie.contract.state.ItemStatus;
import io.vigie.contract.wire.Topic;
import io.vigie.testkit.clock.MutableClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Test;

class RelayTest {

  private final List<Publication> waiting = new ArrayList<>();
  private final List<ProducerRecord<String, String>> sent = new ArrayList<>();
  private boolean brokerIsAway;

  private final Publications publications =
      new Publications() {
        @Override
        public List<Publication> unpublished(int limit) {
          return List.copyOf(waiting);
        }

        @Override
        public void published(List<Publication> publications) {
          waiting.removeAll(publications);
        }
      };

  private final Relay relay = new Relay(publications, this::send, new MutableClock(Samples.START));

  private CompletionStage<RecordMetadata> send(ProducerRecord<String, String> record) {
    if (brokerIsAway) {
      return CompletableFuture.failedFuture(new IllegalStateException("broker is away"));
    }
    sent.add(record);
    return CompletableFuture.completedFuture(null);
  }

  @Test
  void sendsEachKindToItsTopic() {
    waiting.add(new Publication.OfStatus(status()));
    waiting.add(new Publication.OfRemoval(Samples.item("CH-002"), 3));
    relay.round();
    assertThat(sent)
        .extracting(ProducerRecord::topic)
        .containsExactly(Topic.STATES.name(), Topic.STATES.name());
    assertThat(sent.getFirst().key()).isEqualTo("chrona/production/CH-001");
    assertThat(sent.getLast().value()).isNull();
    assertThat(waiting).isEmpty();
  }

  @Test
  void sendsWhatOthersAreAskedForUnderTheNameOfItsItem() {
    Command.RunNow order =
        new Command.RunNow(
            Samples.item("CH-001"), Cause.CONFIRMATION, Optional.of("inside"), Optional.of("r-1"));
    waiting.add(
        new Publication.OfCommand(
            new Command(new UUID(0, 1), Samples.START, Optional.empty(), order)));
    relay.round();
    assertThat(sent).extracting(ProducerRecord::topic).containsExactly(Topic.COMMANDS.name());
    assertThat(sent.getFirst().key()).isEqualTo("chrona/production/CH-001");
  }

  @Test
  void marksNothingThatTheBrokerDoesNotHave() {
    brokerIsAway = true;
    waiting.add(new Publication.OfStatus(status()));
    assertThat(relay.round()).isFalse();
    assertThat(waiting).hasSize(1);
    brokerIsAway = false;
    relay.round();
    assertThat(waiting).isEmpty();
    assertThat(sent).hasSize(1);
  }

  private static ItemStatus status() {
    return new ItemStatus(
        Samples.item("CH-001"),
        1,
        ItemState.PENDING,
        Samples.START,
        Samples.START,
        "not seen yet",
        Optional.empty());
  }
}
