package io.vigie.probe.expect;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Splits the value of a header. Separators within quotes separate nothing; names are in lower case;
 * of one that is repeated the first counts, as RFC 6797 and CSP have it.
 */
final class HeaderText {

  private HeaderText() {}

  /** Of {@code max-age=60, must-revalidate} or {@code max-age=60; preload}. */
  static Map<String, String> directives(String value) {
    return named(split(value, ";,"));
  }

  /** Of {@code text/html; charset=utf-8}: what follows the value. */
  static Map<String, String> parameters(String value) {
    List<String> parts = split(value, ";");
    return named(parts.subList(Math.min(1, parts.size()), parts.size()));
  }

  /** Of {@code gzip, br}. */
  static List<String> elements(String value) {
    return split(value, ",").stream()
        .map(String::strip)
        .filter(element -> !element.isEmpty())
        .toList();
  }

  private static Map<String, String> named(List<String> parts) {
    Map<String, String> named = new LinkedHashMap<>();
    for (String part : parts) {
      String text = part.strip();
      int end = endOfName(text);
      if (end > 0) {
        String rest = text.substring(end).strip();
        String value = rest.startsWith("=") ? rest.substring(1).strip() : rest;
        named.putIfAbsent(text.substring(0, end).toLowerCase(Locale.ROOT), unquoted(value));
      }
    }
    return named;
  }

  /** By hand: a regular expression would go over much white space again and again. */
  private static int endOfName(String text) {
    int end = 0;
    while (end < text.length()
        && text.charAt(end) != '='
        && !Character.isWhitespace(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static List<String> split(String value, String separators) {
    List<String> parts = new ArrayList<>();
    boolean quoted = false;
    int start = 0;
    for (int at = 0; at < value.length(); at++) {
      char next = value.charAt(at);
      if (next == '\\' && quoted) {
        at++;
      } else if (next == '"') {
        quoted = !quoted;
      } else if (!quoted && separators.indexOf(next) >= 0) {
        parts.add(value.substring(start, at));
        start = at + 1;
      }
    }
    parts.add(value.substring(start));
    return parts;
  }

  private static String unquoted(String text) {
    boolean quoted = text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"");
    return quoted ? text.substring(1, text.length() - 1).replaceAll("\\\\(.)", "$1") : text;
  }
}
