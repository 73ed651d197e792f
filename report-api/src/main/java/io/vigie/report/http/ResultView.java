package io.vigie.report.http;

import io.vigie.contract.result.Evidence;
import io.vigie.contract.result.Outcome;
import io.vigie.contract.result.Result;
import io.vigie.report.record.Seen;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One result with its evidence. */
@Schema(name = "Result")
public record ResultView(
    String run,
    Instant dueAt,
    Instant startedAt,
    long tookMillis,
    @Schema(enumeration = {"passed", "failed", "blind", "missed"}) String outcome,
    String summary,
    @Schema(description = "A stable slug of the failure or of our own trouble")
        Optional<String> code,
    @Schema(description = "Where in the probe it failed") Optional<String> phase,
    @Schema(description = "The expectations that did not hold") List<UnmetView> unmet,
    String runner,
    String location,
    @Schema(description = "The revision of the definition that was run") String revision,
    List<PhaseView> phases,
    @Schema(description = "What was seen, as text") Map<String, String> facts,
    @Schema(description = "What was measured") Map<String, Double> numbers,
    @Schema(description = "The beginning of the target's answer; untrusted text")
        Optional<String> excerpt,
    @Schema(description = "True when the evidence was cut") boolean truncated) {

  /** An expectation that did not hold. */
  @Schema(name = "Unmet")
  public record UnmetView(String expression, String found) {}

  /** A part of the run. */
  @Schema(name = "Phase")
  public record PhaseView(String name, long tookMillis) {}

  static ResultView of(Result result) {
    Evidence evidence = result.evidence();
    return new ResultView(
        result.run().toString(),
        result.dueAt(),
        result.startedAt(),
        result.took().toMillis(),
        Seen.in(result.outcome()).word(),
        result.outcome().summary(),
        code(result.outcome()),
        phase(result.outcome()),
        unmet(result.outcome()),
        result.seer().runner(),
        result.seer().location(),
        result.revision(),
        evidence.phases().stream()
            .map(phase -> new PhaseView(phase.name(), phase.took().toMillis()))
            .toList(),
        evidence.facts(),
        evidence.numbers(),
        evidence.excerpt(),
        evidence.truncated());
  }

  private static Optional<String> code(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Failed(Outcome.Failure failure) -> Optional.of(failure.code());
      case Outcome.Blind blind -> Optional.of(blind.code());
      case Outcome.Passed _, Outcome.Missed _ -> Optional.empty();
    };
  }

  private static Optional<String> phase(Outcome outcome) {
    return outcome instanceof Outcome.Failed(Outcome.Failure failure)
        ? Optional.of(failure.phase())
        : Optional.empty();
  }

  private static List<UnmetView> unmet(Outcome outcome) {
    return outcome instanceof Outcome.Failed(Outcome.Failure failure)
        ? failure.unmet().stream()
            .map(unmet -> new UnmetView(unmet.expression(), unmet.found()))
            .toList()
        : List.of();
  }
}
