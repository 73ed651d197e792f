package io.vigie.probe.tls;

import java.security.GeneralSecurityException;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.PKIXRevocationChecker.Option;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The rules of RFC 5280 for a path to a trusted authority, as the JDK knows them. Never fetches.
 */
final class PathRules {

  private PathRules() {}

  /**
   * The rule that is broken, if one is. Dates are judged elsewhere, so that they hide nothing else;
   * so is the strength of keys and signatures.
   */
  static Optional<String> broken(List<X509Certificate> path, X509Certificate anchor, Instant now) {
    X509Certificate leaf = path.getFirst();
    try {
      validate(path, anchor, parameters(anchor, within(leaf, now)));
      return Optional.empty();
    } catch (CertPathValidatorException e) {
      boolean elsewhere =
          Set.<Object>of(
                  BasicReason.EXPIRED, BasicReason.NOT_YET_VALID, BasicReason.ALGORITHM_CONSTRAINED)
              .contains(e.getReason());
      return elsewhere ? Optional.empty() : Optional.of(firstLine(e));
    } catch (GeneralSecurityException e) {
      return Optional.of(firstLine(e));
    }
  }

  /** What an OCSP response says of the first of the path: good, revoked or unknown. */
  static String status(
      List<X509Certificate> path, X509Certificate anchor, byte[] ocspResponse, Instant now) {
    try {
      PKIXParameters parameters = parameters(anchor, Date.from(now));
      PKIXRevocationChecker checker =
          (PKIXRevocationChecker) CertPathValidator.getInstance("PKIX").getRevocationChecker();
      checker.setOptions(EnumSet.of(Option.ONLY_END_ENTITY, Option.NO_FALLBACK));
      checker.setOcspResponses(Map.of(path.getFirst(), ocspResponse));
      parameters.addCertPathChecker(checker);
      validate(path, anchor, parameters);
      return "good";
    } catch (CertPathValidatorException e) {
      return e.getReason() == BasicReason.REVOKED ? "revoked" : "unknown";
    } catch (GeneralSecurityException | RuntimeException e) {
      return "unknown";
    }
  }

  private static PKIXParameters parameters(X509Certificate anchor, Date date)
      throws GeneralSecurityException {
    PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(anchor, null)));
    parameters.setRevocationEnabled(false);
    parameters.setDate(date);
    return parameters;
  }

  private static void validate(
      List<X509Certificate> path, X509Certificate anchor, PKIXParameters parameters)
      throws GeneralSecurityException {
    List<X509Certificate> below = path.stream().filter(each -> !each.equals(anchor)).toList();
    CertPath certPath = CertificateFactory.getInstance("X.509").generateCertPath(below);
    CertPathValidator.getInstance("PKIX").validate(certPath, parameters);
  }

  private static Date within(X509Certificate leaf, Instant now) {
    Instant from = leaf.getNotBefore().toInstant();
    Instant to = leaf.getNotAfter().toInstant();
    return Date.from(now.isBefore(from) ? from : now.isAfter(to) ? to : now);
  }

  private static String firstLine(Exception e) {
    return Objects.requireNonNullElse(e.getMessage(), "").lines().findFirst().orElse("no reason");
  }
}
