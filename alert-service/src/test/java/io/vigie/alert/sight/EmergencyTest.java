package io.vigie.alert.sight;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.alert.Samples;
import io.vigie.alert.notify.Attempt;
import io.vigie.alert.notify.Notifier;
import io.vigie.alert.notify.story.Story;
import io.vigie.alert.route.Plan;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EmergencyTest {

  private static final Instant T0 = Samples.START;

  private final Deque<Attempt> answers = new ArrayDeque<>();
  private final List<String> sent = new ArrayList<>();
  private final Notifier slack =
      new Notifier() {
        @Override
        public Attempt send(Story story, Optional<String> receipt) {
          sent.add((story.isOver() ? "over" : "open") + receipt.map(r -> " " + r).orElse(""));
          Attempt next = answers.poll();
          return next == null ? new Attempt.Delivered(Optional.of("ts")) : next;
        }

        @Override
        public void close() {}
      };
  private final Emergency emergency =
      new Emergency(
          () -> Map.of("slack", slack),
          (_, at) -> Plan.atOnce("default", List.of("slack", "unknown"), at));

  @Test
  void aRestartOfTheDatabaseIsNone() {
    away(0);
    away(29);
    emergency.answers(at(30));
    away(40);
    away(60);
    assertThat(sent).isEmpty();
  }

  @Test
  void itIsToldOnceAndClosedOnce() {
    for (int second = 0; second < 300; second += 5) {
      away(second);
    }
    assertThat(sent).containsExactly("open");
    emergency.answers(at(300));
    emergency.answers(at(305));
    assertThat(sent).containsExactly("open", "over ts");
    away(400);
    away(430);
    assertThat(sent).hasSize(3);
  }

  @Test
  void aChannelThatWouldNotHaveItIsAskedAgain() {
    answers.add(Attempt.retry("busy"));
    away(0);
    away(30);
    away(35);
    away(40);
    assertThat(sent).containsExactly("open", "open");
  }

  @Test
  void aChannelThatNeverWillIsNotAskedAgainAndNotToldOfTheEnd() {
    answers.add(new Attempt.Permanent("no such channel"));
    away(0);
    away(30);
    away(35);
    emergency.answers(at(40));
    assertThat(sent).containsExactly("open");
  }

  @Test
  void whatMayHaveBeenToldIsClosed() {
    answers.add(new Attempt.Unclear("no answer"));
    away(0);
    away(30);
    away(35);
    emergency.answers(at(40));
    assertThat(sent).containsExactly("open", "over");
  }

  @Test
  void anEndThatIsNotTakenIsToldAgain() {
    away(0);
    away(30);
    answers.add(Attempt.retry("busy"));
    emergency.answers(at(40));
    emergency.answers(at(45));
    emergency.answers(at(50));
    assertThat(sent).containsExactly("open", "over ts", "over ts");
  }

  private void away(int second) {
    emergency.away("connection refused", at(second));
  }

  private static Instant at(int second) {
    return T0.plusSeconds(second);
  }
}
