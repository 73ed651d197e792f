package io.vigie.alert.kafka;

import io.vigie.alert.incident.LedgerException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Repeats what a database that is away makes fail, until it works: a batch must not be given back,
 * because whoever gives one back is not given the next. What cannot work is thrown on. Who is
 * stopped or interrupted meanwhile has neither done it nor given it up: that is thrown as something
 * else, so that nobody puts the batch aside. For one thread at a time; anybody may ask whether it
 * is waiting, and stop it.
 */
final class Patience {

  private static final Logger LOG = Logger.getLogger(Patience.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  private final String name;
  private final CountDownLatch stopped;
  private final Pause pause;
  private volatile boolean waiting;

  /** The work is not done, and may still be: whoever has the batch next does it. */
  static final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    StoppedException(String name, LedgerException cause) {
      super("consumer " + name + ": stopped while it waited for the database", cause);
    }
  }

  /** How a while passes. */
  @FunctionalInterface
  interface Pause {

    /** True where it is waited for no longer. */
    boolean of(Duration time) throws InterruptedException;
  }

  Patience(String name) {
    this(name, new CountDownLatch(1));
  }

  private Patience(String name, CountDownLatch stopped) {
    this(name, stopped, time -> stopped.await(time.toMillis(), TimeUnit.MILLISECONDS));
  }

  Patience(String name, Pause pause) {
    this(name, new CountDownLatch(1), pause);
  }

  private Patience(String name, CountDownLatch stopped, Pause pause) {
    this.name = name;
    this.stopped = stopped;
    this.pause = pause;
  }

  /** Nothing is waited for any more; called by any thread. */
  void stop() {
    stopped.countDown();
  }

  /** True while a database that is away holds the work up. */
  boolean isWaiting() {
    return waiting;
  }

  <T> T untilItWorks(Supplier<T> work) {
    Duration next = FIRST_PAUSE;
    try {
      while (true) {
        try {
          T done = work.get();
          tellTheEnd();
          return done;
        } catch (LedgerException e) {
          if (!e.isPassing()) {
            throw e;
          }
          tellTheBegin(e);
          await(next, e);
          next = longer(next);
        }
      }
    } finally {
      waiting = false;
    }
  }

  private void tellTheBegin(LedgerException reason) {
    if (!waiting) {
      LOG.warnf("waits for the database: consumer=%s reason=%s", name, reason.getMessage());
      waiting = true;
    }
  }

  private void tellTheEnd() {
    if (waiting) {
      LOG.infof("database works again: consumer=%s", name);
    }
  }

  private static Duration longer(Duration time) {
    Duration doubled = time.multipliedBy(2);
    return doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
  }

  private void await(Duration time, LedgerException cause) {
    try {
      if (pause.of(time)) {
        throw new StoppedException(name, cause);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoppedException(name, cause);
    }
  }
}
