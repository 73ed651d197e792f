package io.vigie.probe.http;

import static dev.cel.common.types.SimpleType.BOOL;
import static dev.cel.common.types.SimpleType.DURATION;
import static dev.cel.common.types.SimpleType.DYN;
import static dev.cel.common.types.SimpleType.INT;
import static dev.cel.common.types.SimpleType.STRING;
import static dev.cel.common.types.SimpleType.TIMESTAMP;

import com.google.common.collect.ImmutableMap;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.StructType;
import io.vigie.probe.download.DownloadWords;
import io.vigie.probe.expect.Vocabulary;
import io.vigie.probe.expect.Vocabulary.Word;
import io.vigie.probe.net.Glossary;
import io.vigie.probe.net.Stage;
import io.vigie.probe.web.WebStages;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What an expectation may say of an answer. What an answer lacks has an empty value, not none. */
final class HttpVocabulary {

  /** A cookie that is set. Its value is nobody's business. */
  private static final StructType COOKIE = record("Cookie", SecurityHeaders.COOKIE_FIELDS);

  static final Vocabulary WORDS = new Vocabulary(words());

  private static final String PRESENT = "Whether the header is there.";

  private HttpVocabulary() {}

  private static Map<String, Word> words() {
    Map<String, Word> words = new LinkedHashMap<>();
    answer(words);
    way(words);
    tls(words);
    securityHeaders(words);
    return words;
  }

  private static StructType record(String name, Map<String, CelType> fields) {
    ImmutableMap<String, CelType> types = ImmutableMap.copyOf(fields);
    return StructType.create(name, types.keySet(), field -> Optional.ofNullable(types.get(field)));
  }

  private static void answer(Map<String, Word> words) {
    add(words, "status", INT, "The status code.");
    add(words, "protocol", STRING, "The version that was spoken: http/1.0, http/1.1 or h2.");
    add(
        words,
        "headers",
        MapType.create(STRING, STRING),
        "The headers by lower-case name; repeated ones joined with a comma.");
    add(words, "headerCounts", MapType.create(STRING, INT), "How often each header came.");
    add(words, "contentType", STRING, "The media type in lower case, without parameters.");
    add(words, "body", STRING, "The body as text, at most maxBody bytes of it.");
    add(words, "bodyBytes", INT, "The size of what was read of the body, uncompressed.");
    add(words, "truncated", BOOL, "Whether there was more of the body than was read.");
    add(words, "json", DYN, "The body as JSON.");
    add(
        words,
        "cookies",
        ListType.create(COOKIE),
        "The cookies set: name, secure, httpOnly, sameSite, path, domain, maxAge, expires, session,"
            + " partitioned, priority; never their values.");
  }

  private static void way(Map<String, Word> words) {
    add(words, "finalUrl", STRING, "The URL that answered, after redirects.");
    add(words, "redirectCount", INT, "How many redirects were followed.");
    add(words, "remoteAddress", STRING, "The address and port that answered.");
    add(words, "remoteIp", STRING, "The address that answered, without the port.");
    add(words, Vocabulary.NOW, TIMESTAMP, "When the probe looked, by the runner's clock.");
    add(words, "duration", DURATION, "How long all of it took.");
    for (Stage stage : WebStages.ALL) {
      add(words, "phases." + stage.word(), DURATION, "How long " + stage.doing() + " took.");
    }
  }

  private static void tls(Map<String, Word> words) {
    add(words, "tls.present", BOOL, "Whether the answer came over TLS.");
    add(words, "tls.version", STRING, "The version of TLS, such as TLSv1.3.");
    add(words, "tls.cipher", STRING, "The cipher suite.");
    add(words, "tls.verified", BOOL, "Whether the certificate was verified.");
    add(words, "certificate.present", BOOL, "Whether there is a certificate.");
    add(words, "certificate.subject", STRING, "For whom it is made.");
    add(words, "certificate.issuer", STRING, "Who signed it.");
    add(words, "certificate.notBefore", TIMESTAMP, "From when it is valid.");
    add(words, "certificate.notAfter", TIMESTAMP, "Until when it is valid.");
    add(words, "certificate.daysLeft", INT, "Whole days until it expires.");
    add(words, "certificate.sans", ListType.create(STRING), "The names and addresses it is for.");
    add(words, "certificate.chainLength", INT, "How many certificates the server sent.");
  }

  private static void securityHeaders(Map<String, Word> words) {
    add(words, "hsts.present", BOOL, PRESENT);
    add(words, "hsts.maxAge", DURATION, "max-age of Strict-Transport-Security.");
    add(words, "hsts.includeSubDomains", BOOL, "Whether it holds for subdomains.");
    add(words, "hsts.preload", BOOL, "Whether it asks for preloading.");
    Glossary declared = new Glossary();
    AnswerHeaders.words(declared);
    DownloadWords.words(declared);
    Assets.words(declared);
    declared
        .add("upload.bytes", INT, "How much of the body was on its way when the answer came.")
        .add("upload.complete", BOOL, "Whether that was all of it.")
        .add("upload.sha256", STRING, "The SHA-256 of the file that is sent, in hexadecimal.");
    words.putAll(declared.words());
  }

  private static void add(Map<String, Word> words, String name, CelType type, String meaning) {
    words.put(name, new Word(type, meaning));
  }
}
