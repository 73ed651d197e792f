package io.vigie.probe.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import io.vigie.probe.http.SecurityHeaders.Hsts;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecurityHeadersTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "max-age=31536000; includeSubDomains; preload | 31536000 | true  | true",
        "MAX-AGE=\"60\" ;INCLUDESUBDOMAINS            | 60       | true  | false",
        "includeSubDomains                            | 0        | true  | false",
        "max-age=-1                                   | 0        | false | false",
        "max-age=1e9; preload                         | 0        | false | true",
        "max-age=99999999999999999999                 | 0        | false | false",
        "max-age = 5                                  | 5        | false | false",
        "''                                           | 0        | false | false"
      })
  void readsHsts(String value, long seconds, boolean subDomains, boolean preload) {
    assertThat(Hsts.of(headers("strict-transport-security", value)))
        .isEqualTo(new Hsts(true, Duration.ofSeconds(seconds), subDomains, preload));
  }

  @Test
  void hstsThatIsNotThereIsEmpty() {
    assertThat(Hsts.of(headers("x", "y"))).isEqualTo(new Hsts(false, Duration.ZERO, false, false));
  }

  @Test
  void theFirstOfSeveralHstsCounts() {
    HttpHeaders headers = headers("strict-transport-security", "max-age=1");
    headers.add("strict-transport-security", "max-age=2");

    assertThat(Hsts.of(headers).maxAge()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void readsAContentSecurityPolicy() {
    assertThat(
            SecurityHeaders.directives(
                " Default-Src 'self'  https: ;; upgrade-insecure-requests; default-src 'none'"))
        .isEqualTo(
            Map.of(
                "default-src", List.of("'self'", "https:"),
                "upgrade-insecure-requests", List.of()));
  }

  @Test
  void readsCookiesWithoutTheirValues() {
    HttpHeaders headers =
        headers("set-cookie", "sid=a=b; Path=/; secure ; HttpOnly; SameSite=Strict; Max-Age=5");
    headers.add("set-cookie", "plain");
    headers.add("set-cookie", "d=1; Domain=.Example.com; =; Secure=yes");

    List<Map<String, Object>> cookies = SecurityHeaders.cookies(headers);

    assertThat(cookies)
        .containsExactly(
            cookie("sid", true, true, "strict", "/", ""),
            cookie("plain", false, false, "", "", ""),
            cookie("d", true, false, "", "", ".example.com"));
  }

  private static Map<String, Object> cookie(
      String name, boolean secure, boolean httpOnly, String sameSite, String path, String domain) {
    return Map.of(
        "name", name,
        "secure", secure,
        "httpOnly", httpOnly,
        "sameSite", sameSite,
        "path", path,
        "domain", domain);
  }

  private static HttpHeaders headers(String name, String value) {
    return new DefaultHttpHeaders().add(name, value);
  }
}
