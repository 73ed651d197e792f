package io.vigie.report.postgres;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vigie.report.ReportSettings;
import io.vigie.report.record.StorageException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import org.jboss.logging.Logger;

/** Prunes again and again, never at start, when there is better to do. */
@ApplicationScoped
public class Housekeeping {

  private static final Logger LOG = Logger.getLogger(Housekeeping.class);

  private final Pruning pruning;
  private final InstantSource clock;
  private final Duration every;
  private Thread thread;

  @Inject
  Housekeeping(Pruning pruning, InstantSource clock, ReportSettings settings) {
    this.pruning = pruning;
    this.clock = clock;
    this.every = settings.retention().every();
  }

  void start(@Observes StartupEvent event) {
    thread = Thread.ofVirtual().name("report-housekeeping").start(this::keepHouse);
  }

  void stop(@Observes ShutdownEvent event) {
    thread.interrupt();
  }

  private void keepHouse() {
    try {
      while (true) {
        Thread.sleep(every);
        pruneOnce();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void pruneOnce() {
    try {
      int removed = pruning.prune(clock.instant());
      LOG.debugf("old results removed: results=%d", removed);
    } catch (StorageException e) {
      LOG.warnf("old results stay until the next round: %s", e.getMessage());
    }
  }
}
