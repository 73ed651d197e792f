package io.vigie.report.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SameOriginTest {

  @ParameterizedTest(name = "site {0}, origin {1}, host {2}: {3}")
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          same-origin, -,                        vigie.example.com,      true
          none,        -,                        vigie.example.com,      true
          same-site,   -,                        vigie.example.com,      false
          cross-site,  -,                        vigie.example.com,      false
          cross-site,  http://vigie.example.com, vigie.example.com,      false
          '',          http://vigie.example.com, vigie.example.com,      false
          -,           http://vigie:8080,        vigie:8080,             true
          -,           http://vigie:8081,        vigie:8080,             false
          -,           http://evil.example,      vigie:8080,             false
          -,           null,                     vigie:8080,             false
          -,           not a url,                vigie:8080,             false
          -,           http://vigie:8080,        -,                      false
          -,           -,                        vigie:8080,             true
          """)
  void onlyAPageOfOursAndWhatIsNoBrowserIsHeard(
      String site, String origin, String host, boolean ours) {
    assertThat(SameOrigin.isOurs(site, origin, host)).isEqualTo(ours);
  }
}
