package io.vigie.probe.tls;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.DSAKey;
import java.security.interfaces.ECKey;
import java.security.interfaces.EdECKey;
import java.security.interfaces.RSAKey;
import java.util.Locale;

/** The strength of keys and signatures. */
final class Keys {

  private static final int LEAST_RSA = 2048;
  private static final int LEAST_EC = 256;

  private Keys() {}

  /** Zero for a key of a sort, or over a curve, that the JDK does not know. */
  static int bits(X509Certificate certificate) {
    return switch (certificate.getPublicKey()) {
      case RSAKey rsa -> rsa.getModulus().bitLength();
      case ECKey ec -> ec.getParams().getCurve().getField().getFieldSize();
      case DSAKey dsa when dsa.getParams() != null -> dsa.getParams().getP().bitLength();
      case EdECKey ed -> ed.getParams().getName().equals("Ed448") ? 448 : 256;
      default -> 0;
    };
  }

  static String type(X509Certificate certificate) {
    return certificate.getPublicKey().getAlgorithm();
  }

  static boolean isWeak(X509Certificate certificate) {
    PublicKey key = certificate.getPublicKey();
    int least = key instanceof ECKey || key instanceof EdECKey ? LEAST_EC : LEAST_RSA;
    return key instanceof DSAKey || bits(certificate) < least;
  }

  static boolean isWeaklySigned(X509Certificate certificate) {
    String algorithm = certificate.getSigAlgName().toUpperCase(Locale.ROOT).replace("-", "");
    return algorithm.startsWith("MD") || algorithm.startsWith("SHA1");
  }
}
