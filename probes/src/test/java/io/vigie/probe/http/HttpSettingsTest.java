package io.vigie.probe.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vigie.probe.settings.InvalidSetting;
import io.vigie.probe.settings.SettingsReader;
import io.vigie.probe.web.Url;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpSettingsTest {

  @Test
  void aUrlAloneIsEnough() throws Exception {
    HttpSettings read =
        SettingsReader.of(HttpSettings.class)
            .read(new ObjectMapper().readTree("\"https://example.com\""));

    assertThat(read).isEqualTo(HttpSettings.of("https://example.com"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://example.com",
        "HTTPS://EXAMPLE.COM/a?b=c#d",
        "http://[::1]:8080/",
        "http://127.0.0.1",
        "https://${secret:HOST}/x",
        "https://example.com/${secret:PATH}?k=${secret:KEY}",
        "http://my_service:8080/",
        "https://xn--bcher-kva.example/"
      })
  void acceptsAUrl(String url) {
    assertThat(HttpSettings.of(url).url()).isEqualTo(url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "example.com",
        "//example.com/",
        "mailto:a@b",
        "http:///x",
        "http://exa mple.com/",
        "https://example.com:0/",
        "http://-a/",
        "http://a:b/",
        "https://bücher.example/"
      })
  void refusesWhatIsNoUrl(String url) {
    assertThatThrownBy(() -> HttpSettings.of(url))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageStartingWith("url: must be an absolute http or https URL, was \"" + url + "\"");
  }

  @Test
  void repeatsNoPasswordThatItRefuses() {
    assertThatThrownBy(() -> HttpSettings.of("https://ops:geheim@example.com/"))
        .hasMessageContaining("authorization header")
        .message()
        .doesNotContain("geheim");
  }

  @ParameterizedTest
  @CsvSource({
    "http://h,            h,       80,   /,    h",
    "https://h,           h,       443,  /,    h",
    "https://h:8443/a?b,  h,       8443, /a?b, h:8443",
    "http://h:443/,       h,       443,  /,    h:443",
    "http://[::1]:81/#f,  ::1,     81,   /,    [::1]:81",
    "http://h?q=1,        h,       80,   /?q=1, h",
    "http://h/é,          h,       80,   /%C3%A9, h"
  })
  void takesAUrlApart(String text, String host, int port, String path, String authority) {
    Url url = Url.parse(text, text);

    assertThat(url)
        .extracting(Url::host, Url::port, Url::path, Url::authority)
        .containsExactly(host, port, path, authority);
  }

  @Test
  void showsAUrlWithoutItsSecretsAndItsFragment() {
    Url url = Url.parse("https://h/hunter2#top", "https://h/${secret:K}#top");

    assertThat(url).hasToString("https://h/${secret:K}");
    assertThat(url.path()).isEqualTo("/hunter2");
  }

  @Test
  void aRedirectIsAnAnswerWhereRedirectsAreNotFollowed() {
    HttpProbe probe = new HttpProbe();

    assertThat(probe.defaultExpectations(HttpSettings.of("http://h")))
        .isEqualTo(List.of("status >= 200 && status < 300"));
    assertThat(probe.defaultExpectations(Probing.staying("http://h")))
        .isEqualTo(List.of("status >= 200 && status < 400"));
  }
}
