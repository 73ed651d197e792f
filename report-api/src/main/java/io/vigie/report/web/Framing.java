package io.vigie.report.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Puts frames around pages. */
@ApplicationScoped
public class Framing {

  static final String OVERVIEW = "overview";
  static final String INCIDENTS = "incidents";
  static final String STREAM = "/api/v1/stream";

  private final Assets assets;
  private final InstantSource clock;

  @Inject
  Framing(Assets assets, InstantSource clock) {
    this.assets = assets;
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
        new Moment(now, now),
        assets.style().address(),
        assets.script().address(),
        assets.icon().address());
  }
}
