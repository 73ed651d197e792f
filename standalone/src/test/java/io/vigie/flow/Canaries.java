package io.vigie.flow;

import io.vigie.testkit.tls.TestAuthority;
import io.vigie.testkit.tls.TlsIdentity;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Secrets that are found again wherever they get to. */
final class Canaries {

  private static final SecureRandom DICE = new SecureRandom();

  private final Map<String, String> values = new LinkedHashMap<>();

  /** A new secret of this name, with characters that each encoding writes in its own way. */
  String hatch(String name) {
    return hatch(name, "+/=&~\"<'");
  }

  String hatch(String name, String special) {
    String value = "c4n" + letters() + special + letters() + "z";
    values.put(name, value);
    return value;
  }

  /** A secret that is set elsewhere. */
  String adopt(String name, String value) {
    values.put(name, value);
    return value;
  }

  /** Something as rare that is no secret. */
  static String letters() {
    return HexFormat.of().toHexDigits(DICE.nextLong());
  }

  /** Each as a file of its own, as a runner reads them. */
  void settleIn(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (Map.Entry<String, String> secret : values.entrySet()) {
      Files.writeString(folder.resolve(secret.getKey()), secret.getValue());
    }
  }

  /** A key of a client, which is known by a line of it. */
  void settleKeyIn(Path folder) throws IOException {
    TlsIdentity client = TestAuthority.selfSigned(InstantSource.system(), "robot");
    Files.writeString(folder.resolve("client-cert"), client.chainPem());
    Files.writeString(folder.resolve("client-key"), client.keyPem());
    adopt("client-key-line", client.keyPem().lines().skip(2).findFirst().orElseThrow());
  }

  /** The names of those that are in a text, in any form, each with the form. */
  List<String> foundIn(String text) {
    List<String> found = new ArrayList<>();
    values.forEach(
        (name, value) ->
            forms(value).stream()
                .filter(text::contains)
                .forEach(form -> found.add(name + " as " + form)));
    return found;
  }

  /** The names of those that are in a text in no form. */
  Set<String> missingIn(String text) {
    Set<String> missing = new LinkedHashSet<>(values.keySet());
    missing.removeIf(name -> forms(values.get(name)).stream().anyMatch(text::contains));
    return missing;
  }

  /** The ways in which a value may be written. */
  static Set<String> forms(String value) {
    Set<String> forms = new LinkedHashSet<>();
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    forms.add(value);
    forms.add(url(value));
    forms.add(url(value).replace("+", "%20"));
    forms.add(url(value).toLowerCase(Locale.ROOT));
    forms.add(json(value));
    forms.add(json(json(value)));
    forms.add(html(value));
    forms.add(html(value).replace("&#39;", "'"));
    forms.add(HexFormat.of().formatHex(bytes));
    forms.add(HexFormat.of().withUpperCase().formatHex(bytes));
    for (int before = 0; before < 3; before++) {
      byte[] shifted = new byte[before + bytes.length];
      System.arraycopy(bytes, 0, shifted, before, bytes.length);
      String encoded = Base64.getEncoder().withoutPadding().encodeToString(shifted);
      String own = encoded.substring(before == 0 ? 0 : before + 1, encoded.length() - 2);
      forms.add(own);
      forms.add(own.replace('+', '-').replace('/', '_'));
    }
    return forms;
  }

  static String url(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  static String json(String text) {
    return text.replace("\\", "\\\\")
        .replace("\"", "\\\"")
        .replace("\r", "\\r")
        .replace("\n", "\\n");
  }

  static String html(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
