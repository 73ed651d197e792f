package io.vigie.report;

import io.vigie.contract.alert.Fold;
import io.vigie.contract.alert.Incident;
import io.vigie.contract.alert.IncidentId;
import io.vigie.report.record.Archive;
import io.vigie.report.record.IncidentQuery;
import io.vigie.report.record.Seen;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Puts together what is known of one incident. */
@ApplicationScoped
public class IncidentFiles {

  /** More are only counted. */
  private static final int MOST_MEMBERS = 200;

  private final Archive archive;
  private final InstantSource clock;

  @Inject
  public IncidentFiles(Archive archive, InstantSource clock) {
    this.archive = archive;
    this.clock = clock;
  }

  /** Empty where there is no such incident. */
  public Optional<IncidentFile> of(IncidentId id) {
    return archive.incident(id).map(this::of);
  }

  private IncidentFile of(Incident incident) {
    return new IncidentFile(
        incident,
        incident.fold().map(Fold::into).flatMap(archive::incident),
        archive.incidents(IncidentQuery.newest(MOST_MEMBERS).toldWith(incident.id())),
        archive.notifications(List.of(incident.id())),
        incident.lastPassedAt().flatMap(at -> archive.result(incident.item(), at, Seen.PASSED)),
        archive.result(incident.item(), incident.firstFailedAt(), Seen.FAILED),
        clock.instant());
  }
}
