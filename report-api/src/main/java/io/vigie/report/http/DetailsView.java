package io.vigie.report.http;

import io.vigie.contract.due.MaintenanceWindows;
import io.vigie.report.Dossier;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What follows from the definition of an item at this moment, and from its past. */
@Schema(name = "ItemDetails")
public record DetailsView(
    @Schema(
            description = "How it is decided; a roll-up as its weakest member is",
            enumeration = {"check", "heartbeat", "attestation", "roll-up"})
        String mode,
    @Schema(description = "When something is next to be heard of it") Optional<Instant> nextDue,
    @Schema(description = "The next maintenance that begins")
        Optional<MaintenanceView> nextMaintenance,
    @Schema(description = "Over 24 h, 7 d and 30 d") List<UptimeView> uptime) {

  static DetailsView of(Dossier dossier) {
    return new DetailsView(
        dossier.mode().word(),
        dossier.nextDue(),
        MaintenanceWindows.of(dossier.check().maintenance())
            .next(dossier.now())
            .map(MaintenanceView::of),
        dossier.uptime().stream().map(UptimeView::of).toList());
  }
}
