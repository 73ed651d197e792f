package io.vigie.report.web;

import io.vigie.contract.check.Declared;
import io.vigie.contract.due.MaintenanceWindows;
import io.vigie.report.Dossier;
import io.vigie.report.definition.Agreement;
import io.vigie.report.verdict.Judged;
import java.util.Optional;

/** What must be known of an item beside its state. */
public record ItemNotices(
    Optional<String> doubt,
    String published,
    Optional<String> warning,
    Optional<Window> maintenance,
    Optional<Window> nextMaintenance,
    Optional<Said> declared) {

  /** A time of maintenance. */
  public record Window(String reason, String from, String to) {
    static Window of(MaintenanceWindows.Span span, Dossier dossier) {
      return new Window(
          span.reason(),
          new Moment(span.from(), dossier.now()).stamp(),
          new Moment(span.to(), dossier.now()).stamp());
    }
  }

  /** What the document said, beside what is seen. */
  public record Said(String status, Optional<String> words, Optional<String> on, Mark agreement) {

    static Said of(Declared declared, Judged judged) {
      return new Said(
          declared.status().word(),
          declared.words(),
          declared.on().map(Object::toString),
          mark(Agreement.of(declared.status(), judged.state())));
    }
  }

  static ItemNotices of(Dossier dossier) {
    Judged judged = dossier.judged();
    return new ItemNotices(
        judged.doubt(),
        judged.watched().status().map(status -> status.state().word()).orElse("nothing"),
        judged.warning(),
        judged.maintenance().map(span -> Window.of(span, dossier)),
        MaintenanceWindows.of(dossier.check().maintenance())
            .next(dossier.now())
            .map(span -> Window.of(span, dossier)),
        dossier.check().meaning().declared().map(declared -> Said.of(declared, judged)));
  }

  static Mark mark(Agreement agreement) {
    return switch (agreement) {
      case AGREES -> new Mark("●", "agrees with what is seen", "passing");
      case DISAGREES -> new Mark("▲", "disagrees with what is seen", "warning");
      case OPEN -> new Mark("○", "not seen yet", "pending");
    };
  }
}
