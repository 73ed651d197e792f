package io.vigie.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.result.Outcome.Failure;
import io.vigie.contract.result.Outcome.Unmet;
import io.vigie.probe.expect.Expectations;
import java.util.List;

/** What an attempt ended with, as tests speak of it. */
public final class Observed {

  private Observed() {}

  /** What was seen; anything else fails the test. */
  public static Observation.Seen seen(Observation observation) {
    assertThat(observation).isInstanceOf(Observation.Seen.class);
    return (Observation.Seen) observation;
  }

  public static Failure failure(Observation observation) {
    assertThat(observation).isInstanceOf(Observation.Failed.class);
    return ((Observation.Failed) observation).failure();
  }

  public static Observation.Blind blind(Observation observation) {
    assertThat(observation).isInstanceOf(Observation.Blind.class);
    return (Observation.Blind) observation;
  }

  /** Fails the test for each expectation that is not met. */
  public static void assertMet(ProbeKind<?> kind, Observation observation, String... expectations) {
    assertThat(judged(kind, observation, List.of(expectations))).isEmpty();
  }

  /** The expectations that are not met, the kind's own where none are given. */
  public static <S extends Record> List<Unmet> judgedByDefault(
      ProbeKind<S> kind, S settings, Observation observation) {
    return judged(kind, observation, kind.defaultExpectations(settings));
  }

  private static List<Unmet> judged(
      ProbeKind<?> kind, Observation observation, List<String> expectations) {
    return Expectations.compile(kind.vocabulary(), expectations)
        .orThrow()
        .judge(seen(observation).facts());
  }
}
