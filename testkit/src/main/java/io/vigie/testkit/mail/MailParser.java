package io.vigie.testkit.mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes a mail apart: headers, encoded words, nested parts. As much of MIME as senders use. */
final class MailParser {

  private static final Pattern ENCODED_WORD =
      Pattern.compile("=\\?([^?]+)\\?([bBqQ])\\?([^?]*)\\?=");
  private static final Pattern BETWEEN_WORDS = Pattern.compile("(\\?=)\\s+(=\\?)");
  private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]+)\"?");
  private static final Pattern CHARSET =
      Pattern.compile("charset=\"?([^\";\\s]+)\"?", Pattern.CASE_INSENSITIVE);

  private final Map<String, List<String>> headers;
  private final StringBuilder text = new StringBuilder();
  private final StringBuilder html = new StringBuilder();

  private MailParser(String raw) {
    this.headers = headers(head(raw));
    part(headers, body(raw));
  }

  static MailParser parse(String raw) {
    return new MailParser(raw);
  }

  Map<String, List<String>> headers() {
    return headers;
  }

  String text() {
    return text.toString();
  }

  String html() {
    return html.toString();
  }

  private void part(Map<String, List<String>> ofPart, String body) {
    String type = first(ofPart, "content-type", "text/plain");
    if (type.toLowerCase(Locale.ROOT).startsWith("multipart/")) {
      Matcher boundary = BOUNDARY.matcher(type);
      if (boundary.find()) {
        parts(body, "--" + boundary.group(1));
      }
      return;
    }
    String decoded = decoded(body, first(ofPart, "content-transfer-encoding", "7bit"), type);
    if (type.startsWith("text/html")) {
      html.append(decoded);
    } else if (type.startsWith("text/plain")) {
      text.append(decoded);
    }
  }

  private void parts(String body, String delimiter) {
    for (String piece : ("\r\n" + body).split(Pattern.quote("\r\n" + delimiter), -1)) {
      if (piece.startsWith("\r\n")) {
        String part = piece.substring(2);
        part(headers(head(part)), body(part));
      }
    }
  }

  private static String head(String raw) {
    int end = raw.indexOf("\r\n\r\n");
    return end < 0 ? raw : raw.substring(0, end);
  }

  private static String body(String raw) {
    int end = raw.indexOf("\r\n\r\n");
    return end < 0 ? "" : raw.substring(end + 4);
  }

  private static Map<String, List<String>> headers(String head) {
    Map<String, List<String>> found = new LinkedHashMap<>();
    for (String line : head.replaceAll("\r\n[ \t]+", " ").split("\r\n", -1)) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        found
            .computeIfAbsent(
                line.substring(0, colon).toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
            .add(words(line.substring(colon + 1).strip()));
      }
    }
    return found;
  }

  private static String words(String value) {
    String joined = BETWEEN_WORDS.matcher(value).replaceAll("$1$2");
    return ENCODED_WORD.matcher(joined).replaceAll(word -> Matcher.quoteReplacement(word(word)));
  }

  private static String word(java.util.regex.MatchResult word) {
    Charset charset = Charset.forName(word.group(1));
    return word.group(2).equalsIgnoreCase("b")
        ? new String(Base64.getDecoder().decode(word.group(3)), charset)
        : new String(quotedPrintable(word.group(3).replace('_', ' ')), charset);
  }

  private static String decoded(String body, String encoding, String type) {
    Matcher named = CHARSET.matcher(type);
    Charset charset = named.find() ? Charset.forName(named.group(1)) : StandardCharsets.UTF_8;
    return switch (encoding.toLowerCase(Locale.ROOT)) {
      case "base64" -> new String(Base64.getMimeDecoder().decode(body), charset);
      case "quoted-printable" ->
          new String(quotedPrintable(body.replaceAll("=\r?\n", "")), charset);
      default -> new String(body.getBytes(StandardCharsets.ISO_8859_1), charset);
    };
  }

  private static byte[] quotedPrintable(String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '=' && i + 2 < text.length()) {
        out.write(Integer.parseInt(text.substring(i + 1, i + 3), 16));
        i += 2;
      } else {
        out.write(c);
      }
    }
    return out.toByteArray();
  }

  private static String first(Map<String, List<String>> headers, String name, String otherwise) {
    return headers.getOrDefault(name, List.of(otherwise)).getFirst();
  }
}
