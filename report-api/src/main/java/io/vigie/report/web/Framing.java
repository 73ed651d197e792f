package io.vigie.report.web;

import io.vigie.contract.alert.Incident;
import io.vigie.report.record.Archive;
import io.vigie.report.record.IncidentQuery;
import io.vigie.report.record.StorageException;
import io.vigie.report.record.SystemKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Puts frames around pages. */
@ApplicationScoped
public class Framing {

  static final String OVERVIEW = "overview";
  static final String INCIDENTS = "incidents";
  static final String SILENCES = "silences";
  static final String STREAM = "/api/v1/stream";

  private static final int MOST_TROUBLE = 20;
  private static final IncidentQuery OWN =
      IncidentQuery.newest(MOST_TROUBLE).open(true).of(SystemKey.SELF);

  private final Assets assets;
  private final Archive archive;
  private final InstantSource clock;

  @Inject
  Framing(Assets assets, Archive archive, InstantSource clock) {
    this.assets = assets;
    this.archive = archive;
    this.clock = clock;
  }

  Instant now() {
    return clock.instant();
  }

  Frame frame(String title, String section, String stream, Instant now, List<Frame.Crumb> trail) {
    return new Frame(
        title,
        section,
        stream,
        trail,
        trouble(),
        new Moment(now, now),
        assets.style().address(),
        assets.script().address(),
        assets.icon().address());
  }

  /** A database that does not answer says so itself, on the page of the failure. */
  private Optional<Frame.Trouble> trouble() {
    try {
      List<Incident> open = archive.incidents(OWN);
      return open.stream()
          .findFirst()
          .map(
              newest ->
                  new Frame.Trouble(newest.title(), "/incidents/" + newest.id(), open.size() - 1));
    } catch (StorageException e) {
      return Optional.empty();
    }
  }
}
