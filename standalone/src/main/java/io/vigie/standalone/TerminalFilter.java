package io.vigie.standalone;

import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/**
 * What of the log a person at the terminal sees: warnings of Vigie, and errors of what is below it.
 * A broker that is alone warns of much that is no trouble; all of it is in the file.
 */
@LoggingFilter(name = "terminal")
public final class TerminalFilter implements Filter {

  private static final String OURS = "io.vigie.";

  @Override
  public boolean isLoggable(LogRecord message) {
    var origin = message.getLoggerName();
    boolean isOurs = origin != null && origin.startsWith(OURS);
    var least = isOurs ? Level.WARNING : Level.SEVERE;
    return message.getLevel().intValue() >= least.intValue();
  }
}
