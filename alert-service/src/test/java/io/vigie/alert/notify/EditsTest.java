package io.vigie.alert.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.alert.Samples;
import io.vigie.alert.incident.Posting;
import io.vigie.alert.incident.Posting.Telling;
import io.vigie.alert.notify.story.Story;
import io.vigie.alert.notify.story.Voice;
import io.vigie.contract.alert.Incident;
import io.vigie.contract.alert.IncidentId;
import io.vigie.contract.alert.Members;
import io.vigie.contract.alert.Remark;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.Severity;
import io.vigie.contract.result.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** An item has recovered; what is told with it has not. */
class EditsTest {

  private static final Instant RECOVERED = Samples.START.plusSeconds(60);

  private static Notifier channel(Telling... told) {
    return new Notifier() {
      @Override
      public Attempt send(Story story, Optional<String> receipt) {
        return new Attempt.Delivered(Optional.empty());
      }

      @Override
      public boolean tells(Telling telling) {
        return Set.of(told).contains(telling);
      }

      @Override
      public void close() {}
    };
  }

  private static Posting updated(int stillOpen, Instant causedAt) {
    Check check = Samples.check("CH-001");
    Remark recovered =
        new Remark(
            RECOVERED,
            Remark.Kind.RECOVERED,
            Optional.empty(),
            "recovered itself, 2 others still fail");
    Incident lead =
        new Incident(
            IncidentId.of(check.item(), Samples.START),
            3,
            check.item(),
            Severity.P0,
            "The shop",
            Samples.START,
            Samples.START,
            Optional.of(RECOVERED),
            Optional.empty(),
            new Outcome.Failed(Samples.failure("broken")),
            "200",
            Optional.empty(),
            Optional.empty(),
            List.of(recovered),
            Optional.of(new Members(2, stillOpen, List.of(Samples.item("CH-002")))),
            Optional.empty());
    return new Posting(
        List.of(UUID.randomUUID()),
        "mail",
        Telling.UPDATED,
        lead,
        check,
        1,
        Optional.empty(),
        false,
        causedAt);
  }

  @Test
  void aChannelThatEditsIsToldAsItIs() {
    Posting posting = updated(2, RECOVERED);
    assertThat(Edits.on(channel(Telling.UPDATED), posting)).contains(posting);
  }

  @Test
  void aChannelThatDoesNotIsRemindedOnce() {
    Notifier mail = channel(Telling.REMINDED);
    assertThat(Edits.on(mail, updated(2, RECOVERED)))
        .hasValueSatisfying(
            told -> {
              assertThat(told.telling()).isEqualTo(Telling.REMINDED);
              assertThat(told.ordinal()).as("no reminder's").isEqualTo(1_000);
            });
    assertThat(Edits.on(mail, updated(1, RECOVERED.plusSeconds(1)))).as("later").isEmpty();
    assertThat(Edits.on(mail, updated(0, RECOVERED))).as("all over").isEmpty();
    assertThat(Edits.on(channel(), updated(2, RECOVERED))).isEmpty();
  }

  @Test
  void whatIsToldThenIsNotThatItIsOver() {
    for (Telling telling : List.of(Telling.UPDATED, Telling.REMINDED, Telling.ESCALATED)) {
      assertThat(Story.of(updated(2, RECOVERED).as(telling, 0), Voice.PLAIN).isOver()).isFalse();
      assertThat(Story.of(updated(0, RECOVERED).as(telling, 0), Voice.PLAIN).isOver()).isTrue();
    }
    assertThat(Story.of(updated(2, RECOVERED).as(Telling.REMINDED, 0), Voice.PLAIN).news())
        .first()
        .asString()
        .startsWith("Passes again itself, others do not yet");
  }
}
