package io.vigie.probe.tls;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The cipher suites that are tried, by their registered numbers. */
final class CipherSuites {

  private static final Pattern WEAK = Pattern.compile("_NULL_|_anon_|EXPORT|RC4|_DES|3DES|_MD5");

  private static final Map<Integer, String> NAMES = names();

  private CipherSuites() {}

  /** Those of TLS 1.3, which has its own. */
  static final List<Integer> OF_1_3 = List.of(0x1301, 0x1302, 0x1303, 0x1304, 0x1305);

  /** Those of the versions before. */
  static List<Integer> before13() {
    return NAMES.keySet().stream().filter(number -> !OF_1_3.contains(number)).toList();
  }

  /** Those that nobody should accept: no encryption, no authentication, or broken ones. */
  static List<Integer> weak() {
    return before13().stream().filter(number -> WEAK.matcher(name(number)).find()).toList();
  }

  static Set<Integer> known() {
    return NAMES.keySet();
  }

  static String name(int number) {
    return Optional.ofNullable(NAMES.get(number)).orElseGet(() -> String.format("0x%04X", number));
  }

  private static Map<Integer, String> names() {
    Map<Integer, String> names = new LinkedHashMap<>();
    for (String line : Table.TEXT.lines().toList()) {
      String[] parts = line.split(" ", 2);
      names.put(Integer.parseInt(parts[0], 16), "TLS_" + parts[1]);
    }
    return names;
  }

  private static final class Table {
    static final String TEXT =
        """
        1301 AES_128_GCM_SHA256
        1302 AES_256_GCM_SHA384
        1303 CHACHA20_POLY1305_SHA256
        1304 AES_128_CCM_SHA256
        1305 AES_128_CCM_8_SHA256
        C02B ECDHE_ECDSA_WITH_AES_128_GCM_SHA256
        C02F ECDHE_RSA_WITH_AES_128_GCM_SHA256
        C02C ECDHE_ECDSA_WITH_AES_256_GCM_SHA384
        C030 ECDHE_RSA_WITH_AES_256_GCM_SHA384
        CCA9 ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256
        CCA8 ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256
        CCAA DHE_RSA_WITH_CHACHA20_POLY1305_SHA256
        C0AC ECDHE_ECDSA_WITH_AES_128_CCM
        C0AD ECDHE_ECDSA_WITH_AES_256_CCM
        009E DHE_RSA_WITH_AES_128_GCM_SHA256
        009F DHE_RSA_WITH_AES_256_GCM_SHA384
        C023 ECDHE_ECDSA_WITH_AES_128_CBC_SHA256
        C024 ECDHE_ECDSA_WITH_AES_256_CBC_SHA384
        C027 ECDHE_RSA_WITH_AES_128_CBC_SHA256
        C028 ECDHE_RSA_WITH_AES_256_CBC_SHA384
        C009 ECDHE_ECDSA_WITH_AES_128_CBC_SHA
        C00A ECDHE_ECDSA_WITH_AES_256_CBC_SHA
        C013 ECDHE_RSA_WITH_AES_128_CBC_SHA
        C014 ECDHE_RSA_WITH_AES_256_CBC_SHA
        0067 DHE_RSA_WITH_AES_128_CBC_SHA256
        006B DHE_RSA_WITH_AES_256_CBC_SHA256
        0033 DHE_RSA_WITH_AES_128_CBC_SHA
        0039 DHE_RSA_WITH_AES_256_CBC_SHA
        0032 DHE_DSS_WITH_AES_128_CBC_SHA
        0038 DHE_DSS_WITH_AES_256_CBC_SHA
        0045 DHE_RSA_WITH_CAMELLIA_128_CBC_SHA
        0088 DHE_RSA_WITH_CAMELLIA_256_CBC_SHA
        009C RSA_WITH_AES_128_GCM_SHA256
        009D RSA_WITH_AES_256_GCM_SHA384
        C09C RSA_WITH_AES_128_CCM
        C09D RSA_WITH_AES_256_CCM
        003C RSA_WITH_AES_128_CBC_SHA256
        003D RSA_WITH_AES_256_CBC_SHA256
        002F RSA_WITH_AES_128_CBC_SHA
        0035 RSA_WITH_AES_256_CBC_SHA
        0041 RSA_WITH_CAMELLIA_128_CBC_SHA
        0084 RSA_WITH_CAMELLIA_256_CBC_SHA
        0096 RSA_WITH_SEED_CBC_SHA
        000A RSA_WITH_3DES_EDE_CBC_SHA
        0016 DHE_RSA_WITH_3DES_EDE_CBC_SHA
        C008 ECDHE_ECDSA_WITH_3DES_EDE_CBC_SHA
        C012 ECDHE_RSA_WITH_3DES_EDE_CBC_SHA
        0004 RSA_WITH_RC4_128_MD5
        0005 RSA_WITH_RC4_128_SHA
        C007 ECDHE_ECDSA_WITH_RC4_128_SHA
        C011 ECDHE_RSA_WITH_RC4_128_SHA
        0009 RSA_WITH_DES_CBC_SHA
        0015 DHE_RSA_WITH_DES_CBC_SHA
        0003 RSA_EXPORT_WITH_RC4_40_MD5
        0008 RSA_EXPORT_WITH_DES40_CBC_SHA
        0014 DHE_RSA_EXPORT_WITH_DES40_CBC_SHA
        0001 RSA_WITH_NULL_MD5
        0002 RSA_WITH_NULL_SHA
        003B RSA_WITH_NULL_SHA256
        C006 ECDHE_ECDSA_WITH_NULL_SHA
        C010 ECDHE_RSA_WITH_NULL_SHA
        0018 DH_anon_WITH_RC4_128_MD5
        001B DH_anon_WITH_3DES_EDE_CBC_SHA
        0034 DH_anon_WITH_AES_128_CBC_SHA
        003A DH_anon_WITH_AES_256_CBC_SHA
        00A6 DH_anon_WITH_AES_128_GCM_SHA256
        00A7 DH_anon_WITH_AES_256_GCM_SHA384
        C016 ECDH_anon_WITH_RC4_128_SHA
        C018 ECDH_anon_WITH_AES_128_CBC_SHA
        C019 ECDH_anon_WITH_AES_256_CBC_SHA
        """;
  }
}
