package io.vigie.runner.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random secrets, said back in every way, at random places of texts that are cut at random. */
class RedactionPropertyTest {

  private static final int ROUNDS = 300;
  private static final long SEED = Long.getLong("vigie.seed", 20_260_801L);
  private static final String SURROUNDING = "the answer\n{\"a\": [1, 2]}\tof <p>it</p> = 100 % ";
  private static final List<String> ALPHABETS =
      List.of(
          "abcdefghijklmnopqrstuvwxyz0123456789",
          "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/_-",
          "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~ aZ9",
          "aé€üß漢\uD83D\uDE00 \\\"%&+");

  /** Ways to say a secret, each with dice of its own. */
  private static final Map<String, BiFunction<String, Random, String>> WAYS = ways();

  private static Map<String, BiFunction<String, Random, String>> ways() {
    Map<String, BiFunction<String, Random, String>> ways = new TreeMap<>();
    ways.put("raw", (secret, _) -> secret);
    ways.put("base64", (secret, dice) -> base64(secret, dice, Base64.getEncoder()));
    ways.put("base64url", (secret, dice) -> base64(secret, dice, Base64.getUrlEncoder()));
    ways.put("base64 in lines", (secret, dice) -> base64(secret, dice, Base64.getMimeEncoder()));
    ways.put("base64 in a URL", (secret, dice) -> url(base64(secret, dice, Base64.getEncoder())));
    ways.put("form", (secret, _) -> url(secret));
    ways.put("path", (secret, _) -> url(secret).replace("+", "%20"));
    ways.put("lower", (secret, _) -> lower(url(secret)));
    ways.put("every byte", (secret, _) -> everyByte(secret, "%"));
    ways.put("URL in a URL", (secret, _) -> url(url(secret)));
    ways.put("quoted-printable", (secret, _) -> everyByte(secret, "="));
    ways.put("JSON", (secret, dice) -> json(secret, dice));
    ways.put("JSON in JSON", (secret, dice) -> json(json(secret, dice), dice));
    ways.put("HTML", (secret, dice) -> html(secret, dice));
    ways.put("hex", (secret, _) -> HexFormat.of().formatHex(bytes(secret)));
    ways.put("HEX", (secret, _) -> HexFormat.of().withUpperCase().formatHex(bytes(secret)));
    ways.put("URL in JSON", (secret, dice) -> json(url(secret), dice));
    ways.put("JSON in HTML", (secret, dice) -> html(json(secret, dice), dice));
    return ways;
  }

  static List<String> everyWay() {
    return List.copyOf(WAYS.keySet());
  }

  @ParameterizedTest
  @MethodSource("everyWay")
  void nothingIsLeftOfASecretThatIsSaidBack(String way) {
    Random dice = new Random(SEED);
    for (int round = 0; round < ROUNDS; round++) {
      String secret = secret(dice);
      String said = WAYS.get(way).apply(secret, dice);
      String text = SURROUNDING + said + SURROUNDING;

      String redacted = Redactor.of(List.of(new Secret(secret))).redact(text);

      assertThat(redacted)
          .as("%s of %s, round %d", way, secret, round)
          .contains(Redactor.MASK)
          .startsWith("the answer")
          .endsWith("100 % ")
          .doesNotContain(secret, core(said));
    }
  }

  /** The kinds cut what they keep, before anybody takes the secrets out. */
  @ParameterizedTest
  @MethodSource("everyWay")
  void nothingIsLeftWhereTheTextIsCutWithinTheSecret(String way) {
    Random dice = new Random(SEED);
    for (int round = 0; round < ROUNDS; round++) {
      String secret = secret(dice);
      String said = WAYS.get(way).apply(secret, dice);
      Redactor redactor = Redactor.of(List.of(new Secret(secret)));
      int half = said.length() / 2 + dice.nextInt(Math.max(1, said.length() / 4));
      String beginning = said.substring(0, half);
      for (String end : List.of("", "…", "...", "…\" and so on")) {
        assertThat(redactor.redact("x: " + beginning + end))
            .as("%s of %s cut to %s, round %d", way, secret, beginning, round)
            .contains(Redactor.MASK)
            .doesNotContain(core(beginning));
      }
    }
  }

  @Test
  void nothingIsLeftWhereTheTextBeginsWithinTheSecret() {
    Random dice = new Random(SEED);
    for (int round = 0; round < ROUNDS; round++) {
      String secret = secret(dice);
      int cut = secret.offsetByCodePoints(0, 1 + dice.nextInt(4));
      String rest = secret.substring(cut);

      for (String before : List.of("", "it said …")) {
        assertThat(Redactor.of(List.of(new Secret(secret))).redact(before + rest + " end"))
            .as("%s of %s", rest, secret)
            .isEqualTo(before + Redactor.MASK + " end");
      }
    }
  }

  @Test
  void whatIsNoSecretIsLeftAlone() {
    Random dice = new Random(SEED);
    List<Secret> secrets = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      secrets.add(new Secret("s3cr3t-" + secret(dice)));
    }
    String text =
        "HTTP/1.1 200 OK; etag \"5f3-abc\"; sha256 "
            + "0f".repeat(32)
            + " {\"ok\": true, \"at\": \"2026-08-01T10:00:00Z\", \"n\": 1754042400000} \\n"
            + " %20 &amp; =C3 token: \"valid\"";

    assertThat(Redactor.of(secrets).redact(text)).isEqualTo(text);
  }

  @Test
  void aLongTextAndALongSecretTakeNoTimeThatCounts() {
    String key = "-----BEGIN KEY-----\n" + "QUJD/+".repeat(8_000) + "\n-----END KEY-----";
    Redactor redactor = Redactor.of(List.of(new Secret(key), new Secret("\\".repeat(64))));
    long startedAt = System.nanoTime();

    for (String hostile : List.of("\\", "%25", "&amp;", "A", "eyJ", "password=", "4111 ", "=\n")) {
      redactor.redact(hostile.repeat(8_192 / hostile.length()));
    }

    assertThat(System.nanoTime() - startedAt).isLessThan(20_000_000_000L);
  }

  /** What of an encoded secret is its own: the first and last letter of base64 may be shared. */
  private static String core(String said) {
    return said.length() > 8 ? said.substring(2, said.length() - 4) : said;
  }

  private static String secret(Random dice) {
    int[] letters = ALPHABETS.get(dice.nextInt(ALPHABETS.size())).codePoints().toArray();
    StringBuilder secret = new StringBuilder();
    int length = 20 + dice.nextInt(40);
    for (int i = 0; i < length; i++) {
      secret.appendCodePoint(letters[dice.nextInt(letters.length)]);
    }
    return "k" + secret.toString().replace(' ', i(dice)) + "z";
  }

  private static char i(Random dice) {
    return dice.nextBoolean() ? ' ' : '-';
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String base64(String secret, Random dice, Base64.Encoder encoder) {
    String user = "operator:".substring(0, dice.nextInt(4));
    return encoder.encodeToString(bytes(user + secret));
  }

  private static String url(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String lower(String encoded) {
    StringBuilder lower = new StringBuilder(encoded);
    for (int i = 0; i < lower.length(); i++) {
      if (lower.charAt(i) == '%') {
        lower.replace(i, i + 3, encoded.substring(i, i + 3).toLowerCase(Locale.ROOT));
      }
    }
    return lower.toString();
  }

  private static String everyByte(String text, String mark) {
    StringBuilder encoded = new StringBuilder();
    for (byte b : bytes(text)) {
      encoded.append(mark).append(HexFormat.of().withUpperCase().toHexDigits(b));
    }
    return encoded.toString();
  }

  private static String json(String text, Random dice) {
    StringBuilder json = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\' || (c == '/' && dice.nextBoolean())) {
        json.append('\\').append(c);
      } else if (c > 0x7e || dice.nextInt(5) == 0) {
        json.append("\\u").append(HexFormat.of().toHexDigits(c));
      } else {
        json.append(c);
      }
    }
    return json.toString();
  }

  private static String html(String text, Random dice) {
    StringBuilder html = new StringBuilder();
    for (int c : text.codePoints().toArray()) {
      switch (c) {
        case '&' -> html.append("&amp;");
        case '<' -> html.append("&lt;");
        case '>' -> html.append("&gt;");
        case '"' -> html.append("&quot;");
        case '\'' -> html.append("&#39;");
        default -> {
          switch (dice.nextInt(6)) {
            case 0 -> html.append("&#").append(c).append(';');
            case 1 -> html.append("&#x").append(Integer.toHexString(c)).append(';');
            default -> html.appendCodePoint(c);
          }
        }
      }
    }
    return html.toString();
  }
}
