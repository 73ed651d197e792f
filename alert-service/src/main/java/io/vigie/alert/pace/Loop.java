package io.vigie.alert.pace;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * A task that one virtual thread repeats: at once when woken, otherwise after a pause. A task that
 * fails is tried again after the pause; nothing it throws ends the loop. {@link #wake} may be
 * called from any thread and never blocks.
 */
public final class Loop implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(Loop.class);
  private static final Duration PATIENCE_ON_CLOSE = Duration.ofSeconds(5);

  private final String name;
  private final Duration pause;
  private final Task task;
  private final Semaphore reasons = new Semaphore(0);
  private volatile boolean closed;
  private volatile Thread thread;
  private boolean failing;

  /** One round of work. */
  @FunctionalInterface
  public interface Task {
    /** Returns true when there is more to do at once. */
    boolean round();
  }

  public Loop(String name, Duration pause, Task task) {
    this.name = name;
    this.pause = pause;
    this.task = task;
  }

  public Loop start() {
    thread = Thread.ofVirtual().name(name).start(this::run);
    return this;
  }

  /** There may be something to do. */
  public void wake() {
    reasons.release();
  }

  /** True once the loop is to end; a task with many steps looks at it between them. */
  public boolean isClosed() {
    return closed;
  }

  private void run() {
    try {
      while (!closed) {
        if (!goesOn()) {
          boolean _ = reasons.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS);
          int _ = reasons.drainPermits();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A round whose failure is told once, not with every attempt. */
  private boolean goesOn() {
    try {
      boolean more = task.round();
      if (failing) {
        LOG.infof("works again: loop=%s", name);
      }
      failing = false;
      return more;
    } catch (RuntimeException e) {
      // Whatever it is, the next round may do better; a loop that ends would be silence.
      if (!failing && !closed) {
        LOG.warnf("round failed, goes on trying: loop=%s reason=%s", name, e.getMessage());
        LOG.debug("round failed", e);
      }
      failing = true;
      return false;
    }
  }

  /** Lets it end after the present round, without waiting for that. */
  public void stop() {
    closed = true;
    wake();
  }

  /** Ends after the present round, which is given a few seconds. */
  @Override
  public void close() {
    stop();
    Thread running = thread;
    if (running == null) {
      return;
    }
    try {
      if (!running.join(PATIENCE_ON_CLOSE)) {
        running.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
