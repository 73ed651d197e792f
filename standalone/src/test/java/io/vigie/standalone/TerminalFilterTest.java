package io.vigie.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TerminalFilterTest {

  @ParameterizedTest(name = "{1} of {0}: {2}")
  @CsvSource({
    "io.vigie.scheduler.PublisherLoop, WARNING, true",
    "io.vigie.runner.Runner, INFO, false",
    "org.apache.kafka.clients.Metadata, WARNING, false",
    "io.quarkus.runtime.Application, SEVERE, true",
    ", WARNING, false"
  })
  void showsOurWarningsAndTheErrorsOfOthers(String origin, String level, boolean shown) {
    var message = new LogRecord(Level.parse(level), "text");
    message.setLoggerName(origin);

    assertThat(new TerminalFilter().isLoggable(message)).isEqualTo(shown);
  }
}
