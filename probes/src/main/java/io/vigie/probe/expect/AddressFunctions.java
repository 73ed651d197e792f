package io.vigie.probe.expect;

import static dev.cel.common.types.SimpleType.BOOL;
import static dev.cel.common.types.SimpleType.INT;
import static dev.cel.common.types.SimpleType.STRING;

import dev.cel.common.types.CelType;
import dev.cel.common.types.OpaqueType;
import dev.cel.runtime.CelFunctionOverload.Unary;
import io.vigie.probe.expect.LanguageFunction.Operand;
import java.util.List;

/** Addresses and blocks of them, under the names that Kubernetes' CEL libraries have for them. */
final class AddressFunctions {

  static final Operand<Ip> IP = new Operand<>(OpaqueType.create("net.IP"), Ip.class);
  static final Operand<Cidr> CIDR = new Operand<>(OpaqueType.create("net.CIDR"), Cidr.class);
  private static final Operand<String> TEXT = new Operand<>(STRING, String.class);

  static final List<LanguageFunction> ALL =
      List.of(
          LanguageFunction.of(
                  "ip",
                  LanguageFunction.call("string_to_ip", IP.type(), STRING, String.class, Ip::of),
                  LanguageFunction.member("cidr_ip", IP.type(), CIDR, Cidr::ip))
              .refusing(text -> Ip.of(text)),
          ofText("isIP", "is_ip", Ip::isOne),
          ofIp("family", INT, Ip::family),
          ofIp("isUnspecified", BOOL, ip -> ip.address().isAnyLocalAddress()),
          ofIp("isLoopback", BOOL, ip -> ip.address().isLoopbackAddress()),
          ofIp("isLinkLocalMulticast", BOOL, Ip::isLinkLocalMulticast),
          ofIp("isLinkLocalUnicast", BOOL, ip -> ip.address().isLinkLocalAddress()),
          ofIp("isGlobalUnicast", BOOL, Ip::isGlobalUnicast),
          LanguageFunction.of(
                  "cidr",
                  LanguageFunction.call(
                      "string_to_cidr", CIDR.type(), STRING, String.class, Cidr::of))
              .refusing(text -> Cidr.of(text)),
          ofText("isCIDR", "is_cidr", text -> Cidr.found(text).isPresent()),
          LanguageFunction.of(
                  "containsIP",
                  LanguageFunction.member("cidr_contains_ip", BOOL, CIDR, IP, Cidr::contains),
                  LanguageFunction.member(
                      "cidr_contains_ip_string",
                      BOOL,
                      CIDR,
                      TEXT,
                      (cidr, text) -> cidr.contains(Ip.of(text))))
              .refusing(text -> Ip.of(text)),
          LanguageFunction.of(
                  "containsCIDR",
                  LanguageFunction.member("cidr_contains_cidr", BOOL, CIDR, CIDR, Cidr::contains),
                  LanguageFunction.member(
                      "cidr_contains_cidr_string",
                      BOOL,
                      CIDR,
                      TEXT,
                      (cidr, text) -> cidr.contains(Cidr.of(text))))
              .refusing(text -> Cidr.of(text)),
          LanguageFunction.of(
              "masked", LanguageFunction.member("cidr_masked", CIDR.type(), CIDR, Cidr::masked)),
          LanguageFunction.of(
              "prefixLength",
              LanguageFunction.member(
                  "cidr_prefix_length", INT, CIDR, cidr -> (long) cidr.prefixLength())));

  private AddressFunctions() {}

  private static LanguageFunction ofText(String name, String id, Unary<String> meaning) {
    return LanguageFunction.of(
        name, LanguageFunction.call(id, BOOL, STRING, String.class, meaning));
  }

  private static LanguageFunction ofIp(String name, CelType result, Unary<Ip> meaning) {
    return LanguageFunction.of(name, LanguageFunction.member("ip_" + name, result, IP, meaning));
  }
}
