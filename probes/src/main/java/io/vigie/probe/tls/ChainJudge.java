package io.vigie.probe.tls;

import io.vigie.probe.net.Certificates;
import io.vigie.probe.tls.Defect.Sort;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Says everything that is wrong with what a server shows. Pure: no network, no clock but the
 * instant it is given.
 */
final class ChainJudge {

  private static final int LONGEST_PATH = 10;
  private static final int MOST_NAMESAKES = 4;
  private static final int LONGEST_MESSAGE = 500;
  private static final String SERVER_AUTHENTICATION = "1.3.6.1.5.5.7.3.1";
  private static final String ANY_PURPOSE = "2.5.29.37.0";

  private final Map<String, List<X509Certificate>> trusted = new HashMap<>();

  ChainJudge(Collection<X509Certificate> trusted) {
    for (X509Certificate authority : trusted) {
      this.trusted.computeIfAbsent(subject(authority), _ -> new ArrayList<>()).add(authority);
    }
  }

  /**
   * What was found.
   *
   * @param path the server's own certificate and those that signed it, as far as they were sent
   * @param anchor the authority that signed the last of them, where it is trusted
   */
  record Judgement(
      List<X509Certificate> path, Optional<X509Certificate> anchor, List<Defect> defects) {
    Judgement {
      path = List.copyOf(path);
      defects = defects.stream().sorted(Comparator.comparing(Defect::sort)).toList();
    }

    /** The same with more defects. */
    Judgement with(List<Defect> more) {
      List<Defect> all = new ArrayList<>(defects);
      all.addAll(more);
      return new Judgement(path, anchor, all);
    }
  }

  /** Judges a chain of at least one certificate, the server's own first. */
  Judgement judge(List<X509Certificate> sent, String name, Instant now) {
    List<X509Certificate> path = new ArrayList<>(List.of(sent.getFirst()));
    Optional<X509Certificate> anchor = anchor(path.getLast());
    while (anchor.isEmpty() && path.size() < LONGEST_PATH) {
      Optional<X509Certificate> issuer = issuer(path, sent);
      if (issuer.isEmpty()) {
        break;
      }
      path.add(issuer.get());
      anchor = anchor(path.getLast());
    }
    List<Defect> defects = new ArrayList<>();
    path.forEach(certificate -> dates(certificate, now, defects));
    trust(path, anchor, now, defects);
    leaf(path.getFirst(), name, defects);
    strength(path, defects);
    return new Judgement(path, anchor, defects);
  }

  /** The trusted authority that signed a certificate, or the certificate itself if it is one. */
  private Optional<X509Certificate> anchor(X509Certificate certificate) {
    if (trusted.getOrDefault(subject(certificate), List.of()).contains(certificate)) {
      return Optional.of(certificate);
    }
    return trusted.getOrDefault(issuer(certificate), List.of()).stream()
        .filter(authority -> isSignedBy(certificate, authority))
        .findFirst();
  }

  private static Optional<X509Certificate> issuer(
      List<X509Certificate> path, List<X509Certificate> sent) {
    X509Certificate last = path.getLast();
    return sent.stream()
        .filter(other -> !path.contains(other) && subject(other).equals(issuer(last)))
        .limit(MOST_NAMESAKES)
        .filter(other -> isSignedBy(last, other))
        .findFirst();
  }

  private static boolean isSignedBy(X509Certificate certificate, X509Certificate issuer) {
    try {
      certificate.verify(issuer.getPublicKey());
      return true;
    } catch (GeneralSecurityException | RuntimeException e) {
      return false;
    }
  }

  private static String subject(X509Certificate certificate) {
    return certificate.getSubjectX500Principal().getName();
  }

  private static String issuer(X509Certificate certificate) {
    return certificate.getIssuerX500Principal().getName();
  }

  private static void dates(X509Certificate certificate, Instant now, List<Defect> defects) {
    if (now.isAfter(certificate.getNotAfter().toInstant())) {
      add(
          defects,
          Sort.EXPIRED,
          whose(certificate) + " expired on " + certificate.getNotAfter().toInstant());
    } else if (now.isBefore(certificate.getNotBefore().toInstant())) {
      add(
          defects,
          Sort.NOT_YET_VALID,
          whose(certificate) + " is not valid before " + certificate.getNotBefore().toInstant());
    }
  }

  private static String whose(X509Certificate certificate) {
    return certificate.getBasicConstraints() < 0
        ? "certificate"
        : "certificate of the authority " + subject(certificate);
  }

  private static void trust(
      List<X509Certificate> path,
      Optional<X509Certificate> anchor,
      Instant now,
      List<Defect> defects) {
    X509Certificate last = path.getLast();
    if (anchor.isPresent()) {
      PathRules.broken(path, anchor.get(), now)
          .ifPresent(reason -> add(defects, Sort.INVALID_CHAIN, "invalid chain: " + reason));
    } else if (issuer(last).equals(subject(last))) {
      if (path.size() == 1) {
        add(defects, Sort.SELF_SIGNED, "certificate is signed by itself");
      } else {
        add(defects, Sort.UNTRUSTED_ROOT, "root is not trusted: " + subject(last));
      }
    } else if (path.size() > 1) {
      add(defects, Sort.UNTRUSTED_ROOT, "root is not trusted: " + issuer(last));
    } else {
      add(
          defects,
          Sort.MISSING_INTERMEDIATE,
          "the server must send the certificate of " + issuer(last) + ", which it does not");
    }
  }

  private static void leaf(X509Certificate leaf, String name, List<Defect> defects) {
    if (!HostNames.matches(leaf, name)) {
      add(
          defects,
          Sort.WRONG_HOST,
          "certificate is made for " + Certificates.names(leaf) + ", not for " + name);
    }
    if (!isForServers(leaf)) {
      add(defects, Sort.WRONG_PURPOSE, "certificate is not made for servers");
    }
  }

  private static boolean isForServers(X509Certificate leaf) {
    try {
      List<String> purposes = leaf.getExtendedKeyUsage();
      return purposes == null
          || purposes.contains(SERVER_AUTHENTICATION)
          || purposes.contains(ANY_PURPOSE);
    } catch (CertificateParsingException e) {
      return false;
    }
  }

  /** A root signs itself, which proves nothing: how strong that signature is does not matter. */
  private void strength(List<X509Certificate> path, List<Defect> defects) {
    for (X509Certificate certificate : path) {
      if (Keys.isWeak(certificate)) {
        add(
            defects,
            Sort.WEAK_KEY,
            whose(certificate)
                + " has a key of "
                + Keys.bits(certificate)
                + " bits ("
                + Keys.type(certificate)
                + "), which is too few");
      }
      boolean root = path.size() > 1 && issuer(certificate).equals(subject(certificate));
      if (!root && Keys.isWeaklySigned(certificate)) {
        add(
            defects,
            Sort.WEAK_SIGNATURE,
            whose(certificate) + " is signed with " + certificate.getSigAlgName());
      }
    }
  }

  private static void add(List<Defect> defects, Sort sort, String message) {
    defects.add(new Defect(sort, cut(message)));
  }

  /** A certificate may be made for hundreds of names. */
  private static String cut(String message) {
    return message.length() <= LONGEST_MESSAGE
        ? message
        : message.substring(0, LONGEST_MESSAGE) + "…";
  }
}
