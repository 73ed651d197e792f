package io.vigie.standalone;

import io.quarkus.bootstrap.logging.InitialConfigurator;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * The log before the services have configured it: everything is kept in memory until then, and
 * printed where that never happens.
 */
final class EarlyLog {

  /** Held on to, because a logger that nobody holds may forget its level. */
  private static final List<Logger> TALKATIVE =
      List.of(
          Logger.getLogger("kafka"),
          Logger.getLogger("org.apache.kafka"),
          Logger.getLogger("state.change.logger"));

  private EarlyLog() {}

  private static final Logger ROOT = Logger.getLogger("");

  /** A broker that starts says a thousand things, which would all be kept. */
  static void quieten() {
    ROOT.setLevel(Level.INFO);
    TALKATIVE.forEach(logger -> logger.setLevel(Level.WARNING));
  }

  /** Throws away what was kept: the one who started the program is told what matters otherwise. */
  static void discard() {
    InitialConfigurator.DELAYED_HANDLER.setHandlers(new Handler[] {new Nowhere()});
  }

  private static final class Nowhere extends Handler {

    @Override
    public void publish(LogRecord message) {}

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
