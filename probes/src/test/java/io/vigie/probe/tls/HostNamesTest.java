package io.vigie.probe.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.testkit.tls.Issued;
import io.vigie.testkit.tls.Recipe;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostNamesTest {

  @ParameterizedTest
  @CsvSource({
    "example.com, example.com, true",
    "example.com, EXAMPLE.com, true",
    "example.com, example.com., true",
    "example.com, www.example.com, false",
    "*.example.com, www.example.com, true",
    "*.example.com, WWW.Example.Com, true",
    "*.example.com, example.com, false",
    "*.example.com, a.b.example.com, false",
    "*.com, example.com, false",
    "w*.example.com, www.example.com, false",
    "*, localhost, false",
    "192.0.2.7, 192.0.2.7, true",
    "192.0.2.7, 192.0.2.8, false",
    "2001:db8::7, 2001:db8:0:0:0:0:0:7, true",
    "xn--bcher-kva.example, bücher.example, true",
  })
  void comparesNames(String san, String name, boolean matches) {
    Issued issued = Issued.bySelf(Recipe.of(TlsChecks.CLOCK, "x", san));

    assertThat(HostNames.matches(issued.certificate(), name)).isEqualTo(matches);
  }
}
