package io.vigie.report.web;

import io.vigie.report.verdict.Spans;
import java.time.Duration;
import java.time.Instant;

/** An instant that lies ahead, as the time that is left. */
public record Remaining(Instant at, Instant now) {

  public String iso() {
    return new Moment(at, now).iso();
  }

  public String stamp() {
    return new Moment(at, now).stamp();
  }

  /** How long it is until then, in one unit. */
  public String span() {
    return Spans.words(Duration.between(now, at));
  }

  public boolean isOver() {
    return !now.isBefore(at);
  }
}
