package io.vigie.probe.line;

import static dev.cel.common.types.SimpleType.BOOL;
import static dev.cel.common.types.SimpleType.INT;
import static dev.cel.common.types.SimpleType.STRING;
import static dev.cel.common.types.SimpleType.TIMESTAMP;

import dev.cel.common.types.ListType;
import io.vigie.probe.expect.Vocabulary;
import io.vigie.probe.net.Agreed;
import io.vigie.probe.net.Certificates;
import io.vigie.probe.net.Glossary;
import io.vigie.probe.net.Stage;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The words that all conversations have, with their values. */
public final class Words {

  static final Stage TLS = new Stage("tls", "TLS handshake");

  private Words() {}

  /** Ends the words of a kind with the shared ones. */
  public static Vocabulary vocabulary(Glossary words, List<Stage> stages) {
    words.remote();
    tls(words);
    return words.vocabulary(all(stages));
  }

  /** All stages of a kind that has these of its own. */
  static List<Stage> all(List<Stage> stages) {
    return Stream.concat(Stream.of(Stage.RESOLVE, Stage.CONNECT, TLS), stages.stream()).toList();
  }

  private static void tls(Glossary words) {
    words
        .add("tls.present", BOOL, "Whether TLS was spoken.")
        .add("tls.version", STRING, "The version of TLS, such as TLSv1.3.")
        .add("tls.cipher", STRING, "The cipher suite.")
        .add("tls.verified", BOOL, "Whether the certificate was verified.")
        .add("certificate.present", BOOL, "Whether there is a certificate.")
        .add("certificate.subject", STRING, "For whom it is made.")
        .add("certificate.issuer", STRING, "Who signed it.")
        .add("certificate.notBefore", TIMESTAMP, "From when it is valid.")
        .add("certificate.notAfter", TIMESTAMP, "Until when it is valid.")
        .add("certificate.daysLeft", INT, "Whole days until it expires.")
        .add("certificate.sans", ListType.create(STRING), "The names and addresses it is for.")
        .add("certificate.chainLength", INT, "How many certificates the server sent.");
  }

  static Map<String, Object> facts(Optional<Agreed> tls, Instant at) {
    Map<String, Object> facts = new HashMap<>();
    Optional<X509Certificate> leaf = leaf(tls);
    facts.put("tls.present", tls.isPresent());
    facts.put("tls.version", tls.map(Agreed::version).orElse(""));
    facts.put("tls.cipher", tls.map(Agreed::cipher).orElse(""));
    facts.put("tls.verified", tls.map(Agreed::verified).orElse(false));
    facts.put("certificate.present", leaf.isPresent());
    facts.put("certificate.subject", leaf.map(Words::subject).orElse(""));
    facts.put("certificate.issuer", leaf.map(Words::issuer).orElse(""));
    facts.put("certificate.notBefore", instant(leaf.map(X509Certificate::getNotBefore)));
    facts.put("certificate.notAfter", instant(leaf.map(X509Certificate::getNotAfter)));
    facts.put("certificate.daysLeft", leaf.map(seen -> Certificates.daysLeft(seen, at)).orElse(0L));
    facts.put("certificate.sans", leaf.map(Certificates::sans).orElse(List.of()));
    facts.put("certificate.chainLength", tls.map(with -> (long) with.chain().size()).orElse(0L));
    return facts;
  }

  /** What goes into the evidence of a handshake. */
  static Map<String, String> evidence(Agreed tls, Instant at) {
    Map<String, String> facts = new HashMap<>();
    facts.put("tls.version", tls.version());
    facts.put("tls.cipher", tls.cipher());
    leaf(Optional.of(tls))
        .ifPresent(
            leaf -> {
              facts.put("certificate.subject", subject(leaf));
              facts.put("certificate.issuer", issuer(leaf));
              facts.put("certificate.notAfter", leaf.getNotAfter().toInstant().toString());
              facts.put("certificate.daysLeft", "" + Certificates.daysLeft(leaf, at));
            });
    return facts;
  }

  private static Optional<X509Certificate> leaf(Optional<Agreed> tls) {
    return tls.flatMap(with -> with.chain().stream().findFirst());
  }

  private static String subject(X509Certificate certificate) {
    return certificate.getSubjectX500Principal().getName();
  }

  private static String issuer(X509Certificate certificate) {
    return certificate.getIssuerX500Principal().getName();
  }

  private static Instant instant(Optional<Date> date) {
    return date.map(Date::toInstant).orElse(Instant.EPOCH);
  }
}
