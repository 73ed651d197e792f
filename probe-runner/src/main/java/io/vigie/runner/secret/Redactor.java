package io.vigie.runner.secret;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Takes the secrets of one run out of text, in every form in which a target may echo them: as they
 * are, in base64 (also in the midst of something longer), in a URL, in JSON, in HTML. Takes out
 * user and password of any URL and signed tokens, too. Immutable.
 */
public final class Redactor {

  static final String MASK = "***";

  /** Fewer letters of a secret than these, at the end of a cut text, are let through. */
  private static final int SHORTEST_REMNANT = 4;

  /** A shorter secret has too few letters of base64 of its own to be told in a longer text. */
  private static final int SHORTEST_IN_BASE64 = 6;

  private static final Pattern USER_INFO =
      Pattern.compile("([A-Za-z][A-Za-z0-9+.-]{0,30}://)[^/?#\\s@\"'<>]{1,512}@");
  private static final Pattern TOKEN =
      Pattern.compile("eyJ[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]*");

  private final List<String> forms;

  private Redactor(Collection<String> forms) {
    // The longest first, or a part would be masked and leave the rest of the whole.
    this.forms =
        forms.stream()
            .filter(form -> !form.isEmpty())
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();
  }

  public static Redactor of(Collection<Secret> secrets) {
    Set<String> forms = new LinkedHashSet<>();
    secrets.forEach(secret -> addForms(secret.reveal(), forms));
    return new Redactor(forms);
  }

  public String redact(String text) {
    String redacted = text;
    for (String form : forms) {
      redacted = redacted.replace(form, MASK);
    }
    redacted = withoutRemnant(redacted);
    redacted = USER_INFO.matcher(redacted).replaceAll("$1" + MASK + "@");
    return TOKEN.matcher(redacted).replaceAll(MASK);
  }

  /** Text that was cut to a size may end in the beginning of a secret. */
  private String withoutRemnant(String text) {
    for (String form : forms) {
      int longest = Math.min(form.length() - 1, text.length());
      for (int length = longest; length >= SHORTEST_REMNANT; length--) {
        if (text.regionMatches(text.length() - length, form, 0, length)) {
          return text.substring(0, text.length() - length) + MASK;
        }
      }
    }
    return text;
  }

  private static void addForms(String value, Set<String> forms) {
    forms.add(value);
    // A target may trim, or show one line of a key only.
    forms.add(value.strip());
    value.lines().map(String::strip).filter(line -> line.length() >= 8).forEach(forms::add);
    forms.add(inJson(value));
    forms.add(inJson(value).replace("/", "\\/"));
    String html = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    forms.add(html);
    forms.add(html.replace("\"", "&quot;").replace("'", "&#39;"));
    addUrlForms(value, forms);
    addBase64Forms(value, forms);
  }

  private static void addUrlForms(String value, Set<String> forms) {
    String form = URLEncoder.encode(value, StandardCharsets.UTF_8);
    String path = form.replace("+", "%20");
    forms.addAll(List.of(form, path, path.replace("*", "%2A").replace("%7E", "~")));
    forms.add(lowerCaseEscapes(form));
    forms.add(lowerCaseEscapes(path));
  }

  private static String lowerCaseEscapes(String encoded) {
    return Pattern.compile("%[0-9A-F]{2}")
        .matcher(encoded)
        .replaceAll(escape -> escape.group().toLowerCase(Locale.ROOT));
  }

  /**
   * The letters of base64 that depend on the secret alone, wherever in a longer text it begins: an
   * encoded {@code user:password} must not give the password away.
   */
  private static void addBase64Forms(String value, Set<String> forms) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    List<String> encoded = new ArrayList<>();
    encoded.add(Base64.getEncoder().withoutPadding().encodeToString(bytes));
    if (bytes.length >= SHORTEST_IN_BASE64) {
      for (int before = 0; before < 3; before++) {
        encoded.add(aligned(bytes, before));
      }
    }
    for (String form : encoded) {
      forms.add(form);
      forms.add(form.replace('+', '-').replace('/', '_'));
    }
  }

  private static String aligned(byte[] secret, int before) {
    byte[] padded = new byte[before + secret.length];
    System.arraycopy(secret, 0, padded, before, secret.length);
    String encoded = Base64.getEncoder().withoutPadding().encodeToString(padded);
    int from = before == 0 ? 0 : before + 1;
    int to = padded.length % 3 == 0 ? encoded.length() : encoded.length() - 1;
    return encoded.substring(from, to);
  }

  private static String inJson(String value) {
    StringBuilder json = new StringBuilder();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"' -> json.append("\\\"");
        case '\\' -> json.append("\\\\");
        case '\n' -> json.append("\\n");
        case '\r' -> json.append("\\r");
        case '\t' -> json.append("\\t");
        default -> json.append(c < ' ' ? String.format("\\u%04x", (int) c) : String.valueOf(c));
      }
    }
    return json.toString();
  }
}
