package io.vigie.probe.mailroundtrip;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Headers as people read them (RFC 2047); what cannot be read stays as it is. */
final class EncodedWords {

  private static final Pattern WORD =
      Pattern.compile(
          "=\\?([A-Za-z0-9_.:-]{1,40})(?:\\*[^?]{0,20})?\\?([BbQq])\\?([^? ]{0,200})\\?=");
  private static final Pattern BETWEEN = Pattern.compile("(\\?=)[ \\t]{1,200}(=\\?)");

  private EncodedWords() {}

  static String decoded(String header) {
    String joined = BETWEEN.matcher(header).replaceAll("$1$2");
    return WORD.matcher(joined)
        .replaceAll(word -> Matcher.quoteReplacement(decoded(word.group(), word)));
  }

  private static String decoded(String whole, java.util.regex.MatchResult word) {
    try {
      byte[] bytes =
          word.group(2).equalsIgnoreCase("B")
              ? Base64.getDecoder().decode(word.group(3))
              : quoted(word.group(3));
      return new String(bytes, Charset.forName(word.group(1)));
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return whole;
    } catch (IllegalArgumentException e) {
      return whole;
    }
  }

  private static byte[] quoted(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '=' && i + 2 < text.length()) {
        bytes.write(Integer.parseInt(text.substring(i + 1, i + 3), 16));
        i += 2;
      } else {
        bytes.writeBytes((c == '_' ? " " : String.valueOf(c)).getBytes(StandardCharsets.UTF_8));
      }
    }
    return bytes.toByteArray();
  }
}
