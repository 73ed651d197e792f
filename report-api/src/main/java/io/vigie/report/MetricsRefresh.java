package io.vigie.report;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vigie.report.record.StorageException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.jboss.logging.Logger;

/** Keeps what is exported of systems and items up to date, however often it is scraped. */
@ApplicationScoped
public class MetricsRefresh {

  private static final Logger LOG = Logger.getLogger(MetricsRefresh.class);

  private final Board board;
  private final ReportMetrics metrics;
  private final ReportSettings.Metrics settings;
  private Thread thread;

  @Inject
  MetricsRefresh(Board board, ReportMetrics metrics, ReportSettings settings) {
    this.board = board;
    this.metrics = metrics;
    this.settings = settings.metrics();
  }

  void start(@Observes StartupEvent event) {
    thread = Thread.ofVirtual().name("report-metrics").start(this::refresh);
  }

  void stop(@Observes ShutdownEvent event) {
    thread.interrupt();
  }

  private void refresh() {
    try {
      while (true) {
        Thread.sleep(settings.every());
        show();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void show() {
    try {
      metrics.show(board.systems(), settings.maxItems());
    } catch (StorageException e) {
      LOG.debugf("metrics stay as they are: %s", e.getMessage());
    }
  }
}
