package io.vigie.alert.kafka;

import io.vigie.alert.incident.LedgerException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Repeats what a database that is away makes fail, until it works: a batch must not be given back,
 * because whoever gives one back is not given the next. What cannot work is thrown on.
 */
final class Patience {

  private static final Logger LOG = Logger.getLogger(Patience.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  private final String name;

  Patience(String name) {
    this.name = name;
  }

  <T> T untilItWorks(Supplier<T> work) {
    Duration pause = FIRST_PAUSE;
    boolean told = false;
    while (true) {
      try {
        T done = work.get();
        if (told) {
          LOG.infof("database works again: consumer=%s", name);
        }
        return done;
      } catch (LedgerException e) {
        if (!e.isPassing()) {
          throw e;
        }
        if (!told) {
          LOG.warnf("waits for the database: consumer=%s reason=%s", name, e.getMessage());
          told = true;
        }
        sleep(pause, e);
        pause = pause.multipliedBy(2);
        pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
      }
    }
  }

  private static void sleep(Duration pause, LedgerException cause) {
    try {
      TimeUnit.MILLISECONDS.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw cause;
    }
  }
}
