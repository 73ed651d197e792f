package io.vigie.probe.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import io.vigie.probe.http.SecurityHeaders.Hsts;
import io.vigie.probe.web.WebHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecurityHeadersTest {

  private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");

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
    assertThat(Hsts.of(WebHeaders.of(headers("strict-transport-security", value))))
        .isEqualTo(new Hsts(true, Duration.ofSeconds(seconds), subDomains, preload));
  }

  @Test
  void hstsThatIsNotThereIsEmpty() {
    assertThat(Hsts.of(WebHeaders.of(headers("x", "y"))))
        .isEqualTo(new Hsts(false, Duration.ZERO, false, false));
  }

  @Test
  void theFirstOfSeveralHstsCounts() {
    HttpHeaders headers = headers("strict-transport-security", "max-age=1");
    headers.add("strict-transport-security", "max-age=2");

    assertThat(Hsts.of(WebHeaders.of(headers)).maxAge()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void readsAContentSecurityPolicy() {
    assertThat(
            policy(" Default-Src 'self'  https: ;; upgrade-insecure-requests; default-src 'none'"))
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

    List<Map<String, Object>> cookies = SecurityHeaders.cookies(WebHeaders.of(headers), NOW);

    assertThat(cookies)
        .allSatisfy(
            cookie ->
                assertThat(cookie.keySet()).isEqualTo(SecurityHeaders.COOKIE_FIELDS.keySet()));
    assertThat(cookies.get(0))
        .containsAllEntriesOf(attributes("sid", true, true, "strict", "/", ""))
        .containsEntry("session", false)
        .containsEntry("maxAge", Duration.ofSeconds(5));
    assertThat(cookies.get(1))
        .containsAllEntriesOf(attributes("plain", false, false, "", "", ""))
        .containsEntry("session", true)
        .containsEntry("maxAge", Duration.ZERO);
    assertThat(cookies.get(2))
        .containsAllEntriesOf(attributes("d", true, false, "", "", ".example.com"));
  }

  @ParameterizedTest(name = "{0} → {1}, {2} s")
  @CsvSource(
      delimiter = '|',
      value = {
        "a=1                                                     | true  | 0",
        "a=1; Max-Age=3600                                       | false | 3600",
        "a=1; max-age = 60 ; Max-Age=90                          | false | 90",
        "a=1; Max-Age=0                                          | false | 0",
        "a=1; Max-Age=-5                                         | false | 0",
        "a=1; Max-Age=soon                                       | true  | 0",
        "a=1; Expires=Sat, 21 Nov 2026 08:10:00 GMT              | false | 600",
        "a=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT              | false | 0",
        "a=1; Expires=never                                      | true  | 0",
        "a=1; Expires=Sat, 21 Nov 2026 08:10:00 GMT; Max-Age=7   | false | 7"
      })
  void readsHowLongACookieIsKept(String line, boolean session, long seconds) {
    assertThat(SecurityHeaders.cookies(WebHeaders.of(headers("set-cookie", line)), NOW))
        .singleElement()
        .satisfies(
            cookie -> {
              assertThat(cookie).containsEntry("session", session);
              assertThat(cookie).containsEntry("maxAge", Duration.ofSeconds(seconds));
            });
  }

  private static Map<String, Object> attributes(
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

  private static Map<String, List<String>> policy(String text) {
    return ContentPolicies.of(List.of(text)).first();
  }
}
