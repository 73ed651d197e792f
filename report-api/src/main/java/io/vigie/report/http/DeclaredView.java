package io.vigie.report.http;

import io.vigie.contract.check.Check;
import io.vigie.report.definition.Agreement;
import io.vigie.report.verdict.Judged;
import java.time.LocalDate;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What the document said of an item, beside what is observed. */
@Schema(name = "Declared")
public record DeclaredView(
    @Schema(enumeration = {"done", "open"}) String status,
    Optional<LocalDate> on,
    @Schema(description = "As the document put it") Optional<String> words,
    @Schema(
            description = "Whether that is what is observed; open while nothing is",
            enumeration = {"agrees", "disagrees", "open"})
        String agreement) {

  static Optional<DeclaredView> of(Judged judged) {
    Check check = judged.watched().check();
    return check
        .meaning()
        .declared()
        .map(
            declared ->
                new DeclaredView(
                    declared.status().word(),
                    declared.on(),
                    declared.words(),
                    Agreement.of(declared.status(), judged.state()).word()));
  }
}
