package io.vigie.probe.tls;

import io.netty.util.NetUtil;
import io.vigie.probe.net.Certificates;
import java.net.IDN;
import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.util.Locale;

/** Whether a certificate is made for a name (RFC 6125): alternative names count, nothing else. */
final class HostNames {

  private HostNames() {}

  static boolean matches(X509Certificate certificate, String name) {
    boolean address = NetUtil.isValidIpV4Address(name) || NetUtil.isValidIpV6Address(name);
    return Certificates.sans(certificate).stream()
        .anyMatch(san -> address ? sameAddress(san, name) : matches(san, ascii(name)));
  }

  private static boolean sameAddress(String san, String address) {
    return (NetUtil.isValidIpV4Address(san) || NetUtil.isValidIpV6Address(san))
        && InetAddress.ofLiteral(san).equals(InetAddress.ofLiteral(address));
  }

  /** A wildcard stands for the whole of the first label, and for one label only. */
  private static boolean matches(String san, String name) {
    String pattern = san.toLowerCase(Locale.ROOT);
    if (!pattern.startsWith("*.")) {
      return pattern.equals(name);
    }
    int dot = name.indexOf('.');
    String rest = pattern.substring(1);
    return dot > 0 && rest.indexOf('.', 1) > 0 && name.substring(dot).equals(rest);
  }

  private static String ascii(String name) {
    String bare = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    try {
      return IDN.toASCII(bare).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException e) {
      return bare.toLowerCase(Locale.ROOT);
    }
  }
}
