package io.vigie.report.web;

import io.vigie.contract.alert.Waiver;
import io.vigie.report.verdict.Judged;
import java.time.Instant;
import java.util.Optional;

/**
 * Who accepts that an item fails, and what is on its way about that.
 *
 * @param possible false of what does not apply, which nobody needs to accept
 */
public record WaiverNotice(Optional<Accepted> accepted, Optional<String> asked, boolean possible) {

  /** Who accepts it, why, and until when. */
  public record Accepted(String by, String reason, Moment from, Remaining until) {
    static Accepted of(Waiver waiver, Instant now) {
      return new Accepted(
          waiver.by(),
          waiver.reason(),
          new Moment(waiver.from(), now),
          new Remaining(waiver.until(), now));
    }
  }

  public Mark mark() {
    return new Mark("□", "Waived", "waived");
  }

  static WaiverNotice of(Judged judged, String asked, Instant now) {
    return new WaiverNotice(
        judged.waiver().map(waiver -> Accepted.of(waiver, now)),
        onItsWay(asked, judged.waiver().isPresent()),
        judged.applies());
  }

  private static Optional<String> onItsWay(String asked, boolean waived) {
    if ("waiver".equals(asked) && !waived) {
      return Optional.of("Your waiver is on its way.");
    }
    return "end".equals(asked) && waived
        ? Optional.of("The end of the waiver is on its way.")
        : Optional.empty();
  }
}
