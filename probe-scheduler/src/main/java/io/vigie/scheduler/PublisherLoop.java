package io.vigie.scheduler;

import io.vigie.scheduler.checklist.ChecklistProblem;
import io.vigie.scheduler.checklist.FolderWatch;
import io.vigie.scheduler.dispatch.Change;
import io.vigie.scheduler.dispatch.ChecklistPublisher;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Publishes, waits for a change, publishes again; after a failure it tries again with patience. */
final class PublisherLoop implements Runnable {

  private static final Logger LOG = Logger.getLogger(PublisherLoop.class);
  private static final long FIRST_RETRY_MS = 500;
  private static final long LAST_RETRY_MS = 30_000;

  private final ChecklistPublisher publisher;
  private final FolderWatch watch;
  private final SchedulerMetrics metrics;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile boolean published;
  private volatile long turnedAt = System.nanoTime();

  PublisherLoop(ChecklistPublisher publisher, FolderWatch watch, SchedulerMetrics metrics) {
    this.publisher = publisher;
    this.watch = watch;
    this.metrics = metrics;
  }

  @Override
  public void run() {
    long retry = FIRST_RETRY_MS;
    try {
      while (stopped.getCount() > 0) {
        try {
          turn();
          watch.awaitRest(this::turn);
          watch.remember();
          report(publisher.publish());
          published = true;
          retry = FIRST_RETRY_MS;
          watch.awaitChange(this::turn);
        } catch (RuntimeException | Error e) {
          // An Error too: without this thread every later edit would go unnoticed.
          turn();
          LOG.warnf("checklists not published, next attempt in %d ms: %s", retry, e);
          boolean _ = stopped.await(retry, TimeUnit.MILLISECONDS);
          retry = Math.min(LAST_RETRY_MS, retry * 2);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void stop() {
    stopped.countDown();
  }

  /** How long ago it last did something, be it to see that nothing changed. */
  Duration sinceLastTurn() {
    return Duration.ofNanos(System.nanoTime() - turnedAt);
  }

  private void turn() {
    turnedAt = System.nanoTime();
  }

  boolean hasPublished() {
    return published;
  }

  private void report(ChecklistPublisher.Done done) {
    int broken = 0;
    for (var file : done.shelf().files().values()) {
      broken += file.newest().isBroken() ? 1 : 0;
      file.newest().problems().forEach(PublisherLoop::log);
    }
    done.shelf().unreadable().ifPresent(PublisherLoop::log);
    metrics.brokenChecklists(broken);
    done.changes().forEach(this::count);
    LOG.infof(
        "checklists read: files=%d broken=%d published=%d",
        done.shelf().files().size(), broken, done.changes().size());
  }

  private static void log(ChecklistProblem problem) {
    LOG.warn(problem);
  }

  private void count(Change change) {
    metrics.published(
        switch (change) {
          case Change.PutCheck _ -> "check-put";
          case Change.RemoveCheck _ -> "check-removed";
          case Change.PutReport _ -> "report-put";
          case Change.RemoveReport _ -> "report-removed";
        });
  }
}
