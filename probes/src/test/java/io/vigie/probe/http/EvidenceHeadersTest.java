package io.vigie.probe.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.probe.web.WebHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EvidenceHeadersTest {

  private static final String CANARY = "c4naryS3cret";

  private static Map<String, String> shown(String name, String value) {
    return EvidenceHeaders.of(WebHeaders.of(List.of(Map.entry(name, value))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Authorization",
        "X-Api-Key",
        "X-Session",
        "X-Auth-Token",
        "X-User",
        "X-Debug",
        "ETag",
        "X-Request-Id",
        "Cookie",
        "Authentication-Info",
        "Set-Cookie2",
        "X-Amz-Security-Token",
        "X-CSRF-Token",
        "X-Powered-By",
        "Link"
      })
  void whatIsNotKnownToBeHarmlessIsNotTold(String name) {
    assertThat(shown(name, CANARY)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Location         | https://ops:c4naryS3cret@h/a?b=c4naryS3cret&d=c4naryS3cret#c4naryS3cret"
            + " | https://…@h/a?b=…&d=…#…",
        "Location         | /login?next                                                      |"
            + " /login?next",
        "Refresh          | 5; url=/x?t=c4naryS3cret                                         | 5;"
            + " url=/x?t=…",
        "WWW-Authenticate | Bearer realm=c4naryS3cret                                        |"
            + " Bearer",
        "Set-Cookie       | sid=c4naryS3cret; Path=/; Secure; note=c4naryS3cret              |"
            + " sid=…; Path=/; Secure",
        "Set-Cookie       | c4naryS3cret; HttpOnly                                           | =…;"
            + " HttpOnly",
        "Content-Security-Policy | report-uri https://r/?key=c4naryS3cret; img-src *          |"
            + " report-uri https://r/?…; img-src *",
        "Content-Type     | text/html; charset=utf-8                                         |"
            + " text/html; charset=utf-8"
      })
  void tellsWhatIsHarmlessOfTheRest(String name, String value, String expected) {
    assertThat(shown(name, value).values()).containsExactly(expected);
  }

  @Test
  void noCookieValueAndNoUnknownHeaderGetsThroughWhateverItsForm() {
    Random random = new Random(7);
    List<String> names =
        List.of("set-cookie", "Set-Cookie", "x-any", "LOCATION", "authorization", "cookie", "etag");
    for (int i = 0; i < 5_000; i++) {
      List<Map.Entry<String, String>> headers = new ArrayList<>();
      for (int h = 0; h < 5; h++) {
        String name = names.get(random.nextInt(names.size()));
        headers.add(Map.entry(name, value(name, random)));
      }

      assertThat(EvidenceHeaders.of(WebHeaders.of(headers)).toString()).doesNotContain(CANARY);
    }
  }

  private static String value(String name, Random random) {
    String noise = " ;=,?&#\"x/".charAt(random.nextInt(10)) + "";
    return name.equalsIgnoreCase("location")
        ? "/p?a" + noise.replaceAll("[^&]", "") + "=" + CANARY + "&b=" + CANARY
        : "n=" + noise.replaceAll("[^\"x/ ]", "") + CANARY + "; Path=/; y=" + CANARY + noise;
  }
}
