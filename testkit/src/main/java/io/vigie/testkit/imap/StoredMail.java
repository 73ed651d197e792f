package io.vigie.testkit.imap;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** A message in a mailbox. */
record StoredMail(int uid, Instant at, String raw) {

  /** Its headers of these names, in lower case, with an empty line behind. */
  String headers(Set<String> names) {
    String unfolded = raw.replace("\r\n", "\n");
    int end = unfolded.indexOf("\n\n");
    String head = end < 0 ? unfolded : unfolded.substring(0, end);
    return Arrays.stream(head.split("\n(?![ \t])", -1))
        .filter(header -> names.contains(name(header)))
        .map(header -> header.replace("\n", "\r\n") + "\r\n")
        .collect(Collectors.joining("", "", "\r\n"));
  }

  private static String name(String header) {
    int colon = header.indexOf(':');
    return colon < 0 ? "" : header.substring(0, colon).toLowerCase(Locale.ROOT);
  }
}
