package io.vigie.runner.secret;

import io.vigie.contract.result.TokenShapes;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.BitSet;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Takes the secrets of one run out of text, in every form in which a target may echo them: as they
 * are, in base64 (also in the midst of something longer) or hexadecimal, and each of these with the
 * escapes of URLs, JSON, HTML and mail, see {@link Echo}; also what is left of one where the text
 * is cut. Takes out, too, what has the shape of a secret, see {@link TokenShapes}. Immutable.
 *
 * <p>A secret of fewer than four bytes is taken out as it is and escaped, not encoded: it has too
 * few letters of its own to be told from anything else. Nobody should have one.
 */
public final class Redactor {

  static final String MASK = TokenShapes.MASK;

  private static final int SHORTEST_ENCODED = 4;

  /** A shorter secret has too few letters of base64 of its own to be told in a longer text. */
  private static final int SHORTEST_WITHIN_BASE64 = 6;

  /** A line of a key; what is shorter is a line of anything. */
  private static final int SHORTEST_LINE = 8;

  private final List<Echo> echoes;

  private Redactor(Collection<String> forms) {
    this.echoes = forms.stream().filter(form -> !form.isBlank()).map(Echo::new).toList();
  }

  public static Redactor of(Collection<Secret> secrets) {
    Set<String> forms = new LinkedHashSet<>();
    secrets.forEach(secret -> addForms(secret.reveal(), forms));
    return new Redactor(forms);
  }

  public String redact(String text) {
    if (echoes.isEmpty()) {
      return TokenShapes.masked(text);
    }
    BitSet marked = new BitSet(text.length());
    Layer.of(text).forEach(layer -> mark(layer, marked));
    return TokenShapes.masked(marked.isEmpty() ? text : masked(text, marked));
  }

  private void mark(Layer layer, BitSet marked) {
    BitSet here = new BitSet(layer.text().length());
    echoes.forEach(echo -> echo.mark(layer, here));
    layer.carry(here, marked);
  }

  private static String masked(String text, BitSet marked) {
    StringBuilder masked = new StringBuilder(text.length());
    int at = 0;
    for (int from = marked.nextSetBit(0); from >= 0; from = marked.nextSetBit(at)) {
      masked.append(text, at, from).append(MASK);
      at = marked.nextClearBit(from);
    }
    return masked.append(text, at, text.length()).toString();
  }

  private static void addForms(String value, Set<String> forms) {
    forms.add(value);
    // A target may trim, or show one line of a key only.
    forms.add(value.strip());
    value
        .lines()
        .map(String::strip)
        .filter(line -> line.length() >= SHORTEST_LINE)
        .forEach(forms::add);
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    if (bytes.length >= SHORTEST_ENCODED) {
      addHexadecimal(bytes, forms);
      addBase64(bytes, forms);
    }
  }

  private static void addHexadecimal(byte[] bytes, Set<String> forms) {
    String hexadecimal = HexFormat.of().formatHex(bytes);
    forms.add(hexadecimal);
    forms.add(hexadecimal.toUpperCase(Locale.ROOT));
  }

  /**
   * The letters of base64 that depend on the secret alone, wherever in a longer text it begins: an
   * encoded {@code user:password} must not give the password away.
   */
  private static void addBase64(byte[] bytes, Set<String> forms) {
    addBothAlphabets(Base64.getEncoder().withoutPadding().encodeToString(bytes), forms);
    if (bytes.length >= SHORTEST_WITHIN_BASE64) {
      for (int before = 0; before < 3; before++) {
        addBothAlphabets(aligned(bytes, before), forms);
      }
    }
  }

  private static void addBothAlphabets(String form, Set<String> forms) {
    forms.add(form);
    forms.add(form.replace('+', '-').replace('/', '_'));
  }

  private static String aligned(byte[] secret, int before) {
    byte[] padded = new byte[before + secret.length];
    System.arraycopy(secret, 0, padded, before, secret.length);
    String encoded = Base64.getEncoder().withoutPadding().encodeToString(padded);
    int from = before == 0 ? 0 : before + 1;
    int to = padded.length % 3 == 0 ? encoded.length() : encoded.length() - 1;
    return encoded.substring(from, to);
  }
}
