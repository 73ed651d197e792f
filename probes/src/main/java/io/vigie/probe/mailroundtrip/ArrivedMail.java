package io.vigie.probe.mailroundtrip;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The headers of a mail that has arrived.
 *
 * @param headers by lower-case name, in their order, unfolded
 */
record ArrivedMail(Map<String, List<String>> headers) {

  static final ArrivedMail NONE = new ArrivedMail(Map.of());

  ArrivedMail {
    headers = Map.copyOf(headers);
  }

  /** Reads headers as they come over the wire. */
  static ArrivedMail of(String raw) {
    Map<String, List<String>> headers = new HashMap<>();
    String unfolded = raw.replace("\r\n", "\n").replace("\n\t", " ").replace("\n ", " ");
    unfolded.lines().takeWhile(line -> !line.isBlank()).forEach(line -> add(line, headers));
    return new ArrivedMail(headers);
  }

  private static void add(String line, Map<String, List<String>> headers) {
    int colon = line.indexOf(':');
    if (colon > 0) {
      headers
          .computeIfAbsent(
              line.substring(0, colon).strip().toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
          .add(line.substring(colon + 1).strip());
    }
  }

  /** The first of that name, as people read it; empty without one. */
  String header(String name) {
    return EncodedWords.decoded(headers.getOrDefault(name, List.of("")).getFirst());
  }

  /** The address alone. */
  String address(String name) {
    String header = header(name);
    int begin = header.lastIndexOf('<');
    int end = header.indexOf('>', begin + 1);
    return begin >= 0 && end > begin ? header.substring(begin + 1, end).strip() : header;
  }

  /** What stands before the address. */
  String displayName(String name) {
    String header = header(name);
    int begin = header.lastIndexOf('<');
    String before = begin < 0 ? "" : header.substring(0, begin).strip();
    boolean quoted = before.length() > 1 && before.startsWith("\"") && before.endsWith("\"");
    return quoted ? before.substring(1, before.length() - 1) : before;
  }

  AuthenticationResults authentication() {
    return AuthenticationResults.of(headers.getOrDefault("authentication-results", List.of()));
  }

  /** The first of each name, as people read them. */
  Map<String, String> first() {
    Map<String, String> first = new HashMap<>();
    headers.keySet().forEach(name -> first.put(name, header(name)));
    return first;
  }
}
