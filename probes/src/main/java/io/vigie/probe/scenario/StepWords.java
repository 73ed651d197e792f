package io.vigie.probe.scenario;

import static dev.cel.common.types.SimpleType.BOOL;
import static dev.cel.common.types.SimpleType.DURATION;
import static dev.cel.common.types.SimpleType.DYN;
import static dev.cel.common.types.SimpleType.INT;
import static dev.cel.common.types.SimpleType.STRING;
import static dev.cel.common.types.SimpleType.TIMESTAMP;

import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.StructType;
import io.netty.handler.codec.http.HttpUtil;
import io.vigie.probe.download.DownloadWords;
import io.vigie.probe.expect.Absent;
import io.vigie.probe.expect.JsonText;
import io.vigie.probe.expect.Lazy;
import io.vigie.probe.expect.Vocabulary;
import io.vigie.probe.net.Glossary;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the expectations of a step may speak of. */
final class StepWords {

  private static final StructType COOKIE =
      Glossary.record(
          "ScenarioCookie",
          Map.of(
              "name", STRING,
              "secure", BOOL,
              "httpOnly", BOOL,
              "sameSite", STRING,
              "path", STRING,
              "domain", STRING,
              "maxAge", DURATION,
              "session", BOOL));

  static final Vocabulary ALL =
      token(
              answer(new Glossary())
                  .add("cookies", ListType.create(COOKIE), "The cookies set by this step.")
                  .add("jar", ListType.create(COOKIE), "All cookies that the session holds.")
                  .add("vars", MapType.create(STRING, DYN), "What was captured, by name."))
          .vocabulary(List.of());

  private StepWords() {}

  private static Glossary answer(Glossary words) {
    return DownloadWords.words(words)
        .add("status", INT, "The status code.")
        .add("url", STRING, "The URL that answered.")
        .add("location", STRING, "Where a redirect leads, as an absolute URL.")
        .add("redirectCount", INT, "How many redirects were followed.")
        .add("headers", MapType.create(STRING, STRING), "The headers by lower-case name.")
        .add("headerCounts", MapType.create(STRING, INT), "How often each header came.")
        .add("contentType", STRING, "The media type in lower case, without parameters.")
        .add("body", STRING, "The body as text.")
        .add("bodyBytes", INT, "The size of what was read of the body.")
        .add("bodySha256", STRING, "The SHA-256 of what was read of the body, in hexadecimal.")
        .add("truncated", BOOL, "Whether there was more of the body than was read.")
        .add("json", DYN, "The body as JSON.")
        .add("took", DURATION, "How long the step took.");
  }

  private static Glossary token(Glossary words) {
    return words
        .add("jwt.alg", STRING, "The algorithm that the token names.")
        .add("jwt.kid", STRING, "The key that the token names.")
        .add("jwt.header", MapType.create(STRING, DYN), "The header of the token.")
        .add("jwt.claims", MapType.create(STRING, DYN), "The claims of the token.")
        .add("jwt.issuedAt", TIMESTAMP, "When it says that it was issued.")
        .add("jwt.expiresAt", TIMESTAMP, "When it says that it expires.")
        .add("jwt.lifetime", DURATION, "The time from one to the other.")
        .add("jwt.signatureBytes", INT, "The size of its signature.")
        .add("jwt.verified", BOOL, "Whether the given public key has signed it.");
  }

  /** The facts of an answer. */
  static Map<String, Object> facts(Answer answer, Instant now) {
    Map<String, Object> facts = new HashMap<>();
    Lazy text = Lazy.of(answer::text);
    facts.put("status", (long) answer.status());
    facts.put("url", answer.from().toString());
    facts.put("location", answer.location().map(URI::toString).orElse(""));
    facts.put("redirectCount", (long) answer.redirects());
    facts.put("headers", headers(answer));
    facts.put("headerCounts", counts(answer));
    facts.put("contentType", contentType(answer));
    facts.put("body", text);
    facts.put("bodyBytes", (long) answer.body().size());
    facts.put("bodySha256", Lazy.of(() -> sha256(answer.body().bytes())));
    facts.put("truncated", answer.truncated());
    facts.put("json", Lazy.of(() -> json((String) text.value(), answer.truncated())));
    facts.put("took", answer.took());
    DownloadWords.facts(facts, answer.header("content-disposition").orElse(""), answer.file());
    facts.put("cookies", answer.cookies().stream().map(cookie -> cookie.words(now)).toList());
    return facts;
  }

  static Map<String, Object> facts(WebToken token, Optional<Boolean> verified) {
    Map<String, Object> facts = new HashMap<>();
    facts.put("jwt.alg", token.header("alg"));
    facts.put("jwt.kid", token.header("kid"));
    facts.put("jwt.header", token.header());
    facts.put("jwt.claims", token.claims());
    Optional<Instant> issued = instant(token, "iat");
    Optional<Instant> expires = instant(token, "exp");
    facts.put("jwt.issuedAt", issued.<Object>map(at -> at).orElse(new Absent("it has no iat")));
    facts.put("jwt.expiresAt", expires.<Object>map(at -> at).orElse(new Absent("it has no exp")));
    facts.put(
        "jwt.lifetime",
        issued
            .flatMap(from -> expires.<Object>map(to -> Duration.between(from, to)))
            .orElse(new Absent("it has no iat and exp")));
    facts.put("jwt.signatureBytes", (long) token.signature().size());
    facts.put(
        "jwt.verified", verified.<Object>map(is -> is).orElse(new Absent("no publicKey is given")));
    return facts;
  }

  private static Optional<Instant> instant(WebToken token, String claim) {
    long latest = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
    return token.claims().get(claim) instanceof Number seconds
            && seconds.longValue() >= 0
            && seconds.longValue() <= latest
        ? Optional.of(Instant.ofEpochSecond(seconds.longValue()))
        : Optional.empty();
  }

  /** Of cookies the names alone. */
  private static Map<String, String> headers(Answer answer) {
    Map<String, String> headers = new TreeMap<>();
    answer
        .headers()
        .forEach(
            (name, values) ->
                headers.put(
                    name,
                    String.join(
                        ", ",
                        name.equals("set-cookie")
                            ? values.stream().map(v -> v.replaceFirst("=[^;]*", "=…")).toList()
                            : values)));
    return headers;
  }

  private static Map<String, Long> counts(Answer answer) {
    Map<String, Long> counts = new TreeMap<>();
    answer.headers().forEach((name, values) -> counts.put(name, (long) values.size()));
    return counts;
  }

  private static String contentType(Answer answer) {
    CharSequence type = HttpUtil.getMimeType(answer.header("content-type").orElse(""));
    return type == null ? "" : type.toString().strip().toLowerCase(Locale.ROOT);
  }

  private static Object json(String body, boolean truncated) {
    try {
      return JsonText.value(body);
    } catch (IllegalArgumentException e) {
      return new Absent(
          "the body " + e.getMessage() + (truncated ? " (the body was cut at maxBody)" : ""));
    }
  }

  private static String sha256(byte[] body) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256: must be there", e);
    }
  }
}
