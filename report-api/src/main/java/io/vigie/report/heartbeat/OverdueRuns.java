package io.vigie.report.heartbeat;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vigie.report.ReportSettings;
import io.vigie.report.record.Publisher;
import io.vigie.report.record.StorageException;
import io.vigie.report.record.UnpublishedException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import org.jboss.logging.Logger;

/**
 * Says of runs that go on for too long that they do, without waiting for their end. Replicas that
 * see the same run say the same thing under one run id.
 */
@ApplicationScoped
public class OverdueRuns {

  private static final Logger LOG = Logger.getLogger(OverdueRuns.class);
  private static final int MOST = 200;

  private final Heartbeats heartbeats;
  private final Publisher publisher;
  private final InstantSource clock;
  private final ReportSettings.Heartbeat settings;

  private Thread thread;

  @Inject
  public OverdueRuns(
      Heartbeats heartbeats, Publisher publisher, InstantSource clock, ReportSettings settings) {
    this.heartbeats = heartbeats;
    this.publisher = publisher;
    this.clock = clock;
    this.settings = settings.heartbeat();
  }

  void start(@Observes StartupEvent event) {
    thread = Thread.ofVirtual().name("report-overdue-runs").start(this::watch);
  }

  void stop(@Observes ShutdownEvent event) {
    thread.interrupt();
  }

  /** Looks once. */
  public void look() {
    Instant now = clock.instant();
    for (Heartbeats.UnderWay run : heartbeats.overdue(now, MOST)) {
      PingRule.overdue(run.check(), run.run(), run.startedAt(), now).ifPresent(publisher::publish);
      heartbeats.told(run);
    }
  }

  private void watch() {
    try {
      while (true) {
        Thread.sleep(settings.watchEvery());
        lookIfPossible();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void lookIfPossible() {
    try {
      look();
    } catch (StorageException | UnpublishedException e) {
      LOG.warnf("overdue runs are looked at again: %s", e.getMessage());
    }
  }
}
