package io.vigie.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ChecklistValuesTest {

  private static final String CHECKLIST =
      """
      # A remark: with no value
      port: 1
      include:
        - file: group.yaml
          with:
            host: signal.example.com   # of the pages
            port: 443

            live: "no"                 # quoted
      """;

  @Test
  void replacesValuesAndNothingElse() {
    assertThat(
            new ChecklistValues(Map.of("host", "localhost", "port", "8443", "live", "yes"))
                .in(CHECKLIST))
        .isEqualTo(
            CHECKLIST
                .replace("signal.example.com", "localhost")
                .replace("443", "8443")
                .replace("\"no\"", "\"yes\""));
  }

  @Test
  void refusesValuesThatTheChecklistDoesNotAskFor() {
    assertThatThrownBy(() -> new ChecklistValues(Map.of("hosts", "localhost")).in(CHECKLIST))
        .hasMessage("checklist: must have values of the names [hosts]");
  }
}
