package io.vigie.runner.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.check.Polarity;
import io.vigie.contract.result.Evidence;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class TraceTest {

  @Test
  void tracesWhatItDoes() {
    List<Trace.Event> events = Collections.synchronizedList(new ArrayList<>());
    FakeKind kind =
        new FakeKind(
            (_, context) -> context.resolve("8.8.8.8").map(_ -> FakeKind.seen(7, Evidence.NONE)));
    try (RunnerFixture fixture = RunnerFixture.of(kind).expecting("answer == 42", "answer > 0")) {
      RunnerFixture.ended(fixture.runner.run(fixture.job(), events::add));
    }

    assertThat(events)
        .extracting(event -> event.getClass().getSimpleName())
        .containsExactly("Started", "Judged", "Looked", "Expected", "Expected", "Ended");
    assertThat(((Trace.Expected) events.get(3)).found()).isPresent();
    assertThat(((Trace.Expected) events.get(4)).found()).isEmpty();
  }

  @Test
  void tracesWhatBecameOfEachExpressionAlsoWhereFalseIsGood() {
    List<Trace.Event> events = Collections.synchronizedList(new ArrayList<>());
    try (RunnerFixture fixture =
        RunnerFixture.of(FakeKind.seeing(7))
            .expecting("answer == 42")
            .warning("answer > 9")
            .polarity(Polarity.FORBIDDEN)) {
      RunnerFixture.ended(fixture.runner.run(fixture.job(), events::add));
    }

    assertThat(events)
        .filteredOn(Trace.Expected.class::isInstance)
        .extracting(event -> ((Trace.Expected) event).found().orElse("holds"))
        .containsExactly("answer was 7", "answer was 7");
  }
}
