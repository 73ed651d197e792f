package io.vigie.probe.tls;

import static dev.cel.common.types.SimpleType.BOOL;
import static dev.cel.common.types.SimpleType.INT;
import static dev.cel.common.types.SimpleType.STRING;
import static dev.cel.common.types.SimpleType.TIMESTAMP;

import dev.cel.common.types.ListType;
import dev.cel.common.types.StructType;
import io.vigie.probe.Observation;
import io.vigie.probe.expect.Vocabulary;
import io.vigie.probe.net.Attempt;
import io.vigie.probe.net.Certificates;
import io.vigie.probe.net.Glossary;
import io.vigie.probe.net.Stage;
import io.vigie.probe.tls.SecureHandshake.Shown;
import io.vigie.probe.tls.TlsRun.Certified;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What an expectation may say of a handshake. */
final class TlsVocabulary {

  static final Stage STARTTLS = new Stage("starttls", "asking for TLS");
  static final Stage TLS = new Stage("tls", "TLS handshake");
  static final Stage REVOCATION = new Stage("revocation", "asking whether it was revoked");
  static final Stage SCAN = new Stage("scan", "trying versions and suites");

  private static final List<Stage> STAGES =
      List.of(Stage.RESOLVE, Stage.CONNECT, STARTTLS, TLS, REVOCATION, SCAN);
  private static final ListType LIST = ListType.create(STRING);

  private static final StructType CERTIFICATE =
      Glossary.record(
          "Certificate",
          Map.of(
              "subject", STRING,
              "issuer", STRING,
              "notBefore", TIMESTAMP,
              "notAfter", TIMESTAMP,
              "daysLeft", INT,
              "keyType", STRING,
              "keyBits", INT,
              "signature", STRING));

  static final Vocabulary WORDS = words();

  private TlsVocabulary() {}

  private static Vocabulary words() {
    Glossary words =
        new Glossary()
            .add("version", STRING, "The version that was agreed on, such as TLSv1.3.")
            .add("cipher", STRING, "The cipher suite that was agreed on.")
            .add("alpn", STRING, "The protocol that was agreed on, such as h2; empty without one.")
            .add("accepted", LIST, "The versions that are accepted, of those in versions.")
            .add("refused", LIST, "The versions that are not accepted, of those in versions.")
            .add("ciphers", LIST, "All cipher suites that are accepted, with cipherScan.")
            .add("weakCiphers", LIST, "The cipher suites that are accepted and should not be.")
            .add("verified", BOOL, "Whether the certificate has no defect.")
            .add("defects", LIST, "What is wrong with the certificate, the worst first.")
            .add("chain", ListType.create(CERTIFICATE), "The certificates as they were sent.")
            .add("ocspStapled", BOOL, "Whether the authority's statement came along.")
            .add("revocation", STRING, "good, revoked, unknown, or empty where nobody was asked.");
    certificate(words);
    return words.remote().vocabulary(STAGES);
  }

  private static void certificate(Glossary words) {
    words
        .add("certificate.subject", STRING, "For whom it is made.")
        .add("certificate.issuer", STRING, "Who signed it.")
        .add("certificate.serial", STRING, "Its number, in hexadecimal digits.")
        .add("certificate.notBefore", TIMESTAMP, "From when it is valid.")
        .add("certificate.notAfter", TIMESTAMP, "Until when it is valid.")
        .add("certificate.daysLeft", INT, "Whole days until it expires.")
        .add("certificate.sans", LIST, "The names and addresses it is for.")
        .add("certificate.keyType", STRING, "The sort of its key, such as RSA or EC.")
        .add("certificate.keyBits", INT, "The size of its key.")
        .add("certificate.signature", STRING, "How it is signed, such as SHA256withRSA.")
        .add("certificate.chainLength", INT, "How many certificates the server sent.");
  }

  /** Puts what the server shows into the evidence. */
  static void show(Attempt attempt, Certified certified) {
    Shown shown = certified.shown();
    X509Certificate leaf = shown.chain().getFirst();
    Instant now = attempt.context().startedAt();
    attempt.fact("version", shown.version());
    attempt.fact("cipher", shown.cipher());
    attempt.fact("alpn", shown.alpn());
    attempt.fact("revocation", certified.learned().status());
    attempt.fact("defects", String.join(", ", defects(certified)));
    attempt.fact(
        "chain",
        cut(shown.chain().stream().map(TlsVocabulary::subject).collect(Collectors.joining(" ← "))));
    fields(leaf, now).forEach((name, value) -> attempt.fact("certificate." + name, cut(value)));
    attempt.fact("certificate.sans", cut(Certificates.sans(leaf)));
    attempt.fact("certificate.serial", leaf.getSerialNumber().toString(16));
    attempt.fact("certificate.fingerprint", Certificates.fingerprint(leaf));
    attempt.number("certificate.earliestExpiry", earliestExpiry(shown));
    attempt.number("certificate.daysLeft", (double) Certificates.daysLeft(leaf, now));
  }

  private static String cut(Object value) {
    String text = String.valueOf(value);
    return text.length() <= 512 ? text : text.substring(0, 512) + "…";
  }

  /** Of the whole chain, in seconds since 1970. */
  private static double earliestExpiry(Shown shown) {
    return (double)
        shown.chain().stream()
            .mapToLong(certificate -> certificate.getNotAfter().toInstant().getEpochSecond())
            .min()
            .orElseThrow();
  }

  /** The observation of a whole run. */
  static Observation seen(
      Attempt attempt, TlsSettings settings, Certified certified, Scan.Found found) {
    List<String> accepted = found.versions().stream().map(TlsVersion::word).toList();
    List<String> refused =
        settings.versions().stream()
            .map(TlsVersion::word)
            .filter(word -> !accepted.contains(word))
            .toList();
    attempt.fact("accepted", String.join(", ", accepted));
    attempt.fact("refused", String.join(", ", refused));
    attempt.fact("ciphers", String.join(", ", found.suites()));
    attempt.fact("weakCiphers", String.join(", ", found.weak()));
    Map<String, Object> words = new HashMap<>(attempt.remote());
    words.put("accepted", accepted);
    words.put("refused", refused);
    words.put("ciphers", found.suites());
    words.put("weakCiphers", found.weak());
    shown(words, certified, attempt.context().startedAt());
    words.putAll(attempt.times(STAGES));
    return attempt.seen(words);
  }

  private static void shown(Map<String, Object> words, Certified certified, Instant now) {
    Shown shown = certified.shown();
    X509Certificate leaf = shown.chain().getFirst();
    words.put("version", shown.version());
    words.put("cipher", shown.cipher());
    words.put("alpn", shown.alpn());
    words.put("verified", certified.judgement().defects().isEmpty());
    words.put("defects", defects(certified));
    words.put("chain", shown.chain().stream().map(each -> fields(each, now)).toList());
    words.put("ocspStapled", certified.learned().stapled());
    words.put("revocation", certified.learned().status());
    fields(leaf, now).forEach((name, value) -> words.put("certificate." + name, value));
    words.put("certificate.serial", leaf.getSerialNumber().toString(16));
    words.put("certificate.sans", Certificates.sans(leaf));
    words.put("certificate.chainLength", (long) shown.chain().size());
  }

  private static List<String> defects(Certified certified) {
    return certified.judgement().defects().stream()
        .map(defect -> defect.sort().word())
        .distinct()
        .toList();
  }

  private static Map<String, Object> fields(X509Certificate certificate, Instant now) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("subject", subject(certificate));
    fields.put("issuer", certificate.getIssuerX500Principal().getName());
    fields.put("notBefore", certificate.getNotBefore().toInstant());
    fields.put("notAfter", certificate.getNotAfter().toInstant());
    fields.put("daysLeft", Certificates.daysLeft(certificate, now));
    fields.put("keyType", Keys.type(certificate));
    fields.put("keyBits", (long) Keys.bits(certificate));
    fields.put("signature", certificate.getSigAlgName());
    return fields;
  }

  private static String subject(X509Certificate certificate) {
    return certificate.getSubjectX500Principal().getName();
  }
}
