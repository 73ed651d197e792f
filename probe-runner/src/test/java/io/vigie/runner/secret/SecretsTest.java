package io.vigie.runner.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.probe.ProbeContext.SecretMissing;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

  private static final String VALUE = "p@ss w\"rd/\\+ü&<z>";

  @TempDir Path folder;
  private final List<Secret> used = new ArrayList<>();

  @Test
  void replacesReferencesFromTheEnvironmentAndFromFiles() throws IOException {
    Files.writeString(folder.resolve("db-password"), "from a file\n");
    SecretResolver secrets =
        new SecretResolver(
            Map.of("VIGIE_SECRET_TOKEN", "t0k$n", "VIGIE_SECRET_API_KEY", "key")::get,
            Optional.of(folder));

    String text =
        secrets.reveal("${secret:TOKEN} ${secret:api-key} ${secret:db-password}", used::add);

    assertThat(text).isEqualTo("t0k$n key from a file");
    assertThat(used).hasSize(3);
  }

  @Test
  void leavesTextWithoutReferencesAlone() {
    assertThat(none().reveal("$1 \\ ${var} {secret:x}", used::add))
        .isEqualTo("$1 \\ ${var} {secret:x}");
  }

  @Test
  void namesASecretThatIsMissingAndWhereItIsLookedFor() {
    SecretResolver secrets = new SecretResolver(_ -> null, Optional.of(folder));

    assertThatThrownBy(() -> secrets.reveal("Bearer ${secret:TOKEN}", used::add))
        .isInstanceOf(SecretMissing.class)
        .hasMessage(
            "secret TOKEN is missing: this runner needs the variable VIGIE_SECRET_TOKEN or the file"
                + " "
                + folder.resolve("TOKEN"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../etc/passwd", "", "a/b", "..", ".hidden", "a b"})
  void refusesNamesThatLeadOutOfTheFolder(String name) {
    SecretResolver secrets = new SecretResolver(_ -> null, Optional.of(folder));

    assertThatThrownBy(() -> secrets.reveal("${secret:" + name + "}", used::add))
        .isInstanceOf(SecretMissing.class)
        .hasMessageContaining("name must consist of");
  }

  @Test
  void readsARotatedSecretAnew() throws IOException {
    SecretResolver secrets = new SecretResolver(_ -> null, Optional.of(folder));
    Files.writeString(folder.resolve("K"), "old");
    assertThat(secrets.reveal("${secret:K}", used::add)).isEqualTo("old");

    Files.writeString(folder.resolve("K"), "new");

    assertThat(secrets.reveal("${secret:K}", used::add)).isEqualTo("new");
  }

  @Test
  void showsNoSecretInItsTextForm() {
    assertThat(new Secret(VALUE)).hasToString("***");
    assertThat(String.valueOf(List.of(new Secret(VALUE)))).doesNotContain(VALUE);
  }

  @Test
  void masksASecretInEveryFormInWhichATargetMayEchoIt() {
    String url = URLEncoder.encode(VALUE, StandardCharsets.UTF_8);
    String json = VALUE.replace("\\", "\\\\").replace("\"", "\\\"");
    List<String> echoes =
        List.of(
            "raw " + VALUE + " end",
            "url ?p=" + url,
            "path " + url.replace("+", "%20"),
            "json {\"p\":\"" + json + "\"}",
            "html " + VALUE.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"),
            "base64 " + base64(VALUE));

    Redactor redactor = Redactor.of(List.of(new Secret(VALUE)));

    for (String echo : echoes) {
      assertThat(redactor.redact(echo))
          .as(echo)
          .contains("***")
          .doesNotContain(VALUE, url, json, base64(VALUE));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "ab", "user:", "operator@example.com:"})
  void masksASecretInsideALongerBase64TextWhereverItBegins(String before) {
    String secret = "correct-horse-battery";
    Redactor redactor = Redactor.of(List.of(new Secret(secret)));

    for (String after : List.of("", "x", "yz", "\n{}")) {
      String encoded = base64(before + secret + after);
      String redacted = redactor.redact("Authorization: Basic " + encoded);
      String left = redacted.substring("Authorization: Basic ".length());

      assertThat(left).as(before + "|" + after).contains("***");
      assertThat(left.replace("***", "").length())
          .as("letters left of the secret's own")
          .isLessThanOrEqualTo(encoded.length() - (secret.length() * 8 / 6 - 3));
    }
  }

  @Test
  void masksTheBeginningOfASecretAtTheEndOfACutText() {
    Redactor redactor = Redactor.of(List.of(new Secret("correct-horse-battery")));

    assertThat(redactor.redact("token=correct-hor")).isEqualTo("token=***");
    assertThat(redactor.redact("a word: cor")).isEqualTo("a word: cor");
  }

  @Test
  void masksTheLongerOfTwoSecretsWhole() {
    Redactor redactor = Redactor.of(List.of(new Secret("abc"), new Secret("abcdef")));

    assertThat(redactor.redact("abcdef abc")).isEqualTo("*** ***");
  }

  @Test
  void masksUserInformationInUrlsAndSignedTokensOfOthers() {
    Redactor redactor = Redactor.of(List.of());

    assertThat(redactor.redact("see https://joe:pw@host.example/p?q=a@b and mail@x.example"))
        .isEqualTo("see https://***@host.example/p?q=a@b and mail@x.example");
    assertThat(redactor.redact("t=eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTYifQ.c2lnbmF0dXJl;"))
        .isEqualTo("t=***;");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Authorization: Basic dXNlcjpwYXNz",
        "authorization: Bearer abcd1234",
        "got bearer abcdefghijklmnopqrstuvwxyz",
        "{\"password\": \"hunter2hunter\"}",
        "api_key=4f9a8b7c6d5e",
        "use ghp_abcdefghijklmnopqrstuvwxyz0123456789",
        "xoxb-123456789012-abcdefghijkl",
        "AKIAIOSFODNN7EXAMPLE",
        "-----BEGIN RSA PRIVATE KEY-----\nMIIE\nabc+/=\n-----END RSA PRIVATE KEY-----",
        "card 4111 1111 1111 1111 was charged",
        "card 5500-0000-0000-0004",
        "card 378282246310005"
      })
  void masksWhatHasTheShapeOfASecretWhosesoeverItIs(String text) {
    assertThat(Redactor.of(List.of()).redact(text))
        .contains("***")
        .doesNotContain("dXNl", "abcd1234", "mnop", "hunter2", "4f9a", "MIIE", "1111", "EXAMPLE");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password: must be given",
        "token == \"valid\"",
        "www-authenticate: Basic realm=\"shop\"",
        "password_encryption: scram-sha-256",
        "order 4111111111111112 of 1754042400000 ms",
        "serial 04:11:11:11:11:11:11:11:11",
        "sha256 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "version 4111.1111.1111.1111"
      })
  void leavesWhatOnlyResemblesASecret(String text) {
    assertThat(Redactor.of(List.of()).redact(text)).isEqualTo(text);
  }

  @Test
  void masksAShortSecretAsItIsAndEscapedOnly() {
    Redactor redactor = Redactor.of(List.of(new Secret("a&b")));

    assertThat(redactor.redact("a&b a%26b a&amp;b a\\u0026b YSZi"))
        .isEqualTo("*** *** *** *** YSZi");
  }

  private static SecretResolver none() {
    return new SecretResolver(_ -> null, Optional.empty());
  }

  private static String base64(String text) {
    return Base64.getEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
