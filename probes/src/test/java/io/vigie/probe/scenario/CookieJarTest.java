package io.vigie.probe.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CookieJarTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final CookieJar jar = new CookieJar();

  private void set(String from, String line) {
    Cookie.parse(line, URI.create(from), NOW).ifPresent(cookie -> jar.put(cookie, NOW));
  }

  private String sent(String to) {
    return jar.header(URI.create(to), NOW).orElse("");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // set from                 | Set-Cookie                        | asked
        // | sent
        "https://a.example/x/login  | sid=1                             | https://a.example/x/y    "
            + "  | sid=1",
        "https://a.example/x/login  | sid=1                             | https://a.example/z      "
            + "  | ''",
        "https://a.example/x/login  | sid=1; Path=/                     | https://a.example/z      "
            + "  | sid=1",
        "https://a.example/         | sid=1; Path=/app                  | https://a.example/app/x  "
            + "  | sid=1",
        "https://a.example/         | sid=1; Path=/app                  | https://a.example/apple  "
            + "  | ''",
        "https://a.example/         | sid=1; Path=app                   | https://a.example/x      "
            + "  | sid=1",
        "https://a.example/         | sid=1                             | https://b.a.example/     "
            + "  | ''",
        "https://a.example/         | sid=1; Domain=a.example           | https://b.a.example/     "
            + "  | sid=1",
        "https://b.a.example/       | sid=1; Domain=.A.example          | https://a.example/       "
            + "  | sid=1",
        "https://a.example/         | sid=1; Domain=b.example           | https://b.example/       "
            + "  | ''",
        "https://a.example/         | sid=1; Domain=example             | https://a.example/       "
            + "  | ''",
        "https://a.example/         | sid=1; Domain=a.example           | https://xa.example/      "
            + "  | ''",
        "https://10.0.0.1/          | sid=1; Domain=0.0.1               | https://10.0.0.1/        "
            + "  | ''",
        "https://localhost/         | sid=1; Domain=localhost           | https://localhost/       "
            + "  | sid=1",
        "https://a.example/         | sid=1; Secure                     | https://a.example/       "
            + "  | sid=1",
        "https://a.example/         | sid=1; Secure                     | http://a.example/        "
            + "  | ''",
        "http://a.example/          | sid=1; Secure                     | https://a.example/       "
            + "  | ''",
        "https://a.example/         | sid=1; Max-Age=1                  | https://a.example/       "
            + "  | sid=1",
        "https://a.example/         | sid=1; Max-Age=0                  | https://a.example/       "
            + "  | ''",
        "https://a.example/         | sid=1; Expires=Wed, 31 Dec 2025 23:59:59 GMT |"
            + " https://a.example/ | ''",
        "https://a.example/         | sid=1; Expires=Wed, 31 Dec 2025 23:59:59 GMT; Max-Age=9 |"
            + " https://a.example/ | sid=1",
        "https://a.example/         | sid=1; Expires=nonsense           | https://a.example/       "
            + "  | sid=1",
        "https://a.example/         | __Host-sid=1; Secure; Path=/      | https://a.example/       "
            + "  | __Host-sid=1",
        "https://a.example/         | __Host-sid=1; Secure; Path=/x     | https://a.example/x      "
            + "  | ''",
        "https://a.example/         | __Host-sid=1; Secure; Path=/; Domain=a.example |"
            + " https://a.example/ | ''",
        "https://a.example/         | __Secure-sid=1                    | https://a.example/       "
            + "  | ''",
        "https://a.example/         | =1                                | https://a.example/       "
            + "  | ''",
        "https://a.example/         | nonsense                          | https://a.example/       "
            + "  | ''",
        "https://a.example/         | sid=a=b; HttpOnly                 | https://a.example/       "
            + "  | sid=a=b",
      })
  void sendsACookieWhereItBelongs(String from, String line, String to, String sent) {
    set(from, line);

    assertThat(sent(to)).isEqualTo(sent);
  }

  @Test
  void sendsThoseOfLongerPathsFirst() {
    set("https://a.example/", "one=1; Path=/");
    set("https://a.example/", "two=2; Path=/app");

    assertThat(sent("https://a.example/app/x")).isEqualTo("two=2; one=1");
  }

  @Test
  void replacesACookieOfTheSameNameDomainAndPath() {
    set("https://a.example/", "sid=1");
    set("https://a.example/", "sid=2");
    set("https://a.example/", "sid=3; Path=/x");

    assertThat(sent("https://a.example/")).isEqualTo("sid=2");
  }

  @Test
  void forgetsACookieThatIsTakenBack() {
    set("https://a.example/", "sid=1");
    set("https://a.example/", "sid=; Max-Age=0");

    assertThat(sent("https://a.example/")).isEmpty();
  }

  @Test
  void doesNotSendWhatHasExpiredMeanwhile() {
    set("https://a.example/", "sid=1; Max-Age=60");

    assertThat(jar.header(URI.create("https://a.example/"), NOW.plusSeconds(60))).isEmpty();
  }

  @Test
  void keepsNoMoreThanSoMany() {
    for (int i = 0; i < 10_000; i++) {
      set("https://a.example/", "c" + i + "=" + i);
    }

    assertThat(jar.kept(NOW)).hasSize(CookieJar.MOST);
    assertThat(Cookie.parse("c=" + "x".repeat(5_000), URI.create("https://a.example/"), NOW))
        .isEmpty();
  }

  @Test
  void aCopyIsAsItWas() {
    set("https://a.example/", "sid=1");
    CookieJar before = jar.copy();
    set("https://a.example/", "sid=; Max-Age=0");

    assertThat(before.value("sid", NOW)).isEqualTo(Optional.of("1"));
    assertThat(jar.value("sid", NOW)).isEmpty();
  }

  @Test
  void tellsOfACookieAllButItsValue() {
    Cookie cookie =
        Cookie.parse(
                "sid=hush; Secure; HttpOnly; SameSite=Strict; Max-Age=60",
                URI.create("https://a.example/"),
                NOW)
            .orElseThrow();

    assertThat(cookie.words(NOW))
        .containsEntry("secure", true)
        .containsEntry("httpOnly", true)
        .containsEntry("sameSite", "strict")
        .containsEntry("maxAge", Duration.ofMinutes(1))
        .containsEntry("session", false)
        .containsEntry("domain", "");
    assertThat(cookie.toString() + cookie.words(NOW)).doesNotContain("hush");
  }
}
