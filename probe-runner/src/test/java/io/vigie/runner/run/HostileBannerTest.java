package io.vigie.runner.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vigie.contract.result.Result;
import io.vigie.testkit.target.Behaviour;
import io.vigie.testkit.target.RawTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a target says of itself, what leaves the runner is harmless, bounded and no secret. */
class HostileBannerTest {

  private static final String SECRET = "c4nary-s3cret";

  /** Colours of a terminal, other lines, what ends a text in C, HTML, turned text, no UTF-8. */
  private static final String BANNER =
      "\u001b[31m\u001b]0;title\u0007 \r\nX: y\r\n \u0000 <script>alert(1)</script> \u0085"
          + "\u00e2\u0080\u00ae\u00e2\u0081\u00a6 \u00ff\u00fe\u00c3( "
          + "\u0008\u007f";

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Each kind with settings that lack their port. */
  private static Map<String, String> kinds() {
    String where = "{'host': '127.0.0.1', 'port': %d, 'tls': 'off', ";
    String login = "'user': 'me', 'password': '${secret:CANARY}'";
    String url = "{'url': 'http://127.0.0.1:%d/', ";
    String secretHeader = "'headers': {'X-Key': '${secret:CANARY}'}";
    Map<String, String> kinds = new LinkedHashMap<>();
    kinds.put(
        "tcp",
        "{'address': '127.0.0.1:%d',"
            + " 'dialogue': [{'send': '${secret:CANARY}'}, {'expect': 'NO SUCH'}]}");
    kinds.put("imap", where + login + "}");
    kinds.put("smtp", where + login + "}");
    kinds.put("redis", where + login + "}");
    kinds.put("database", where + login + ", 'product': 'postgresql'}");
    kinds.put("database ", where + login + ", 'product': 'mariadb'}");
    kinds.put("database  ", where + login + ", 'product': 'mongodb'}");
    kinds.put("tls", "{'address': '127.0.0.1:%d', 'startTls': 'smtp'}");
    kinds.put("http", url + secretHeader + "}");
    kinds.put("metric", url + secretHeader + ", 'series': 'up'}");
    kinds.put("load", url + secretHeader + ", 'requests': 2}");
    kinds.put("rate-limit", url + secretHeader + ", 'requests': 2}");
    kinds.put("cors", url + "'send': {'X-Key': '${secret:CANARY}'}, 'pause': '0s'}");
    kinds.put("redirect", "{'url': 'http://127.0.0.1:%d/'}");
    kinds.put(
        "scenario",
        "{'url': 'http://127.0.0.1:%d/', 'steps': [{'post': '/', 'body': '${secret:CANARY}'}]}");
    return kinds;
  }

  static Stream<Arguments> everyKindInBothWays() {
    return kinds().entrySet().stream()
        .flatMap(
            kind ->
                Stream.of("banner", "status line", "headers", "body")
                    .map(way -> Arguments.of(kind.getKey().strip(), kind.getValue(), way)));
  }

  @TempDir private Path secrets;

  @ParameterizedTest
  @MethodSource("everyKindInBothWays")
  void staysOutside(String kind, String settings, String way) throws IOException {
    Files.writeString(secrets.resolve("CANARY"), SECRET);
    try (RawTarget target = RawTarget.start(saying(way));
        RunnerFixture fixture = RunnerFixture.real(secrets, "loopback").kind(kind)) {
      Result result =
          fixture
              .settings(
                  (ObjectNode) JSON.readTree(settings.replace('\'', '"').formatted(target.port())))
              .timeout(Duration.ofSeconds(2))
              .run();

      assertHarmless(result);
      if (settings.contains("CANARY")) {
        assertThat(result.toString()).doesNotContain(SECRET, "s3cret");
      }
    }
  }

  private static Behaviour saying(String way) {
    String evil = (BANNER + SECRET + " ").repeat(60);
    String oneLine = evil.replace("\r", "").replace("\n", "");
    String answer =
        switch (way) {
          case "banner" -> evil;
          case "status line" -> "HTTP/1.1 500 " + oneLine + "\r\ncontent-length: 0\r\n\r\n";
          case "headers" ->
              "HTTP/1.1 302 Found\r\nlocation: /"
                  + oneLine
                  + "\r\nx-powered-by: "
                  + oneLine
                  + "\r\ncontent-type: "
                  + oneLine
                  + "\r\ncontent-length: 0\r\n\r\n";
          default -> "HTTP/1.1 500 No\r\ncontent-length: " + evil.length() + "\r\n\r\n" + evil;
        };
    return connection -> {
      if (!way.equals("banner")) {
        connection.pause(Duration.ofMillis(20));
      }
      connection.send(answer);
      connection.readUntilClosed();
    };
  }

  private static void assertHarmless(Result result) throws IOException {
    String said = result.toString();
    assertThat(said.chars().filter(HostileBannerTest::isHarmful).boxed()).isEmpty();
    assertThat(JSON.writeValueAsBytes(result.evidence().facts()).length).isLessThan(16 * 1024);
    assertThat(result.outcome().summary())
        .doesNotContain("\n")
        .hasSizeLessThanOrEqualTo(EvidenceBounds.SUMMARY);
    assertThat(result.evidence().excerpt().orElse("").length())
        .isLessThanOrEqualTo(EvidenceBounds.EXCERPT);
  }

  private static boolean isHarmful(int c) {
    return (Character.isISOControl(c) && c != '\n' && c != '\t')
        || (c >= 0x202a && c <= 0x202e)
        || (c >= 0x2066 && c <= 0x2069)
        || c == 0x2028
        || c == 0x2029
        || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }
}
