package io.vigie.probe.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrlTest {

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource({
    "http://app.example.com/health?x=1,               app.example.com",
    "https://APP.Example.com.:8443/,                  app.example.com",
    "http://10.0.0.1,                                 10.0.0.1",
    "http://[0:0::1]:80/,                             0:0:0:0:0:0:0:1",
    "http://[::1]/,                                   0:0:0:0:0:0:0:1",
    "https://app.example.com/${secret:PATH}?${secret:T}, app.example.com"
  })
  void tellsTheHostInOneSpelling(String url, String host) {
    assertThat(Url.host(url)).contains(host);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://${secret:HOST}/login",
        "https://${secret:SUB}.example.com/",
        "${secret:URL}",
        "ftp://example.com",
        "not a url"
      })
  void doesNotTellAHostThatASecretHasAPartIn(String url) {
    assertThat(Url.host(url)).isEmpty();
  }
}
