package io.vigie.report.http;

import io.vigie.contract.check.Severity;
import io.vigie.report.incident.Muted;
import io.vigie.report.verdict.Judged;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a silence would mute. */
@Schema(name = "Muted")
public record MutedView(
    int items,
    @Schema(description = "How many of them are failing now, by severity")
        Map<String, Long> failing,
    @Schema(examples = "mutes 14 items, 1 is failing at P0") String sentence,
    @Schema(description = "The first 50, the failing ones first") List<ItemOf> some) {

  private static final int MOST = 50;

  /** One item in brief. */
  @Schema(name = "MutedItem")
  public record ItemOf(String item, String title, String severity, String state) {

    static ItemOf of(Judged judged) {
      return new ItemOf(
          judged.watched().item().toString(),
          judged.watched().title(),
          judged.watched().severity().word(),
          judged.state().word());
    }
  }

  static MutedView of(Muted muted) {
    Map<String, Long> failing = new LinkedHashMap<>();
    for (Severity severity : Severity.values()) {
      failing.put(severity.word(), muted.failing(severity));
    }
    return new MutedView(
        muted.items().size(),
        failing,
        muted.sentence(),
        muted.items().stream().limit(MOST).map(ItemOf::of).toList());
  }
}
