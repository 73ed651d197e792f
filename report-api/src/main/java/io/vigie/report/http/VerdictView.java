package io.vigie.report.http;

import io.vigie.report.verdict.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A verdict as it is answered. */
@Schema(name = "Verdict")
public record VerdictView(
    @Schema(
            description = "The decision",
            enumeration = {"go", "go-with-reservations", "no-go", "unknown"})
        String decision,
    @Schema(description = "The decision in words", examples = "GO with reservations") String words,
    @Schema(description = "The version of the rule that decided") String rule,
    @Schema(description = "The reasons in words", examples = "2 P0 failing, 1 P1 stale")
        String sentence,
    @Schema(description = "The items because of which, worst first") List<ReasonView> reasons,
    @Schema(description = "The shortest way to GO, in order") List<StepView> toGo,
    @Schema(description = "When the newest of what it rests on was seen")
        Optional<Instant> dataAsOf) {

  /** An item that counts against the system. */
  @Schema(name = "Reason")
  public record ReasonView(
      String item,
      String title,
      String severity,
      @Schema(description = "True for what makes reservations at most") boolean recommended,
      String state,
      String because) {
    static ReasonView of(Verdict.Reason reason) {
      return new ReasonView(
          reason.item().toString(),
          reason.title(),
          reason.severity().name(),
          reason.recommended(),
          reason.state().word(),
          reason.because());
    }
  }

  /** Something to do. */
  @Schema(name = "Step")
  public record StepView(
      ReasonView item,
      String action,
      @Schema(description = "The decision once this and all before it is done") String reaches) {}

  static VerdictView of(Verdict verdict, Optional<Instant> dataAsOf) {
    return new VerdictView(
        verdict.decision().slug(),
        verdict.decision().words(),
        verdict.rule(),
        verdict.sentence(),
        verdict.reasons().stream().map(ReasonView::of).toList(),
        verdict.toGo().stream().map(VerdictView::step).toList(),
        dataAsOf);
  }

  private static StepView step(Verdict.Step step) {
    return new StepView(ReasonView.of(step.item()), step.action(), step.reaches().slug());
  }
}
