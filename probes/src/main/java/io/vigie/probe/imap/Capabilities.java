package io.vigie.probe.imap;

import io.vigie.probe.imap.ImapWire.Answer;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What a server says it can do.
 *
 * @param names in upper case, sorted
 */
record Capabilities(List<String> names) {

  private static final int MOST = 200;
  private static final String HEAD = "CAPABILITY ";

  static final Capabilities NONE = new Capabilities(List.of());

  Capabilities {
    names = List.copyOf(names);
  }

  static Capabilities of(Answer answer) {
    return new Capabilities(
        answer.untagged().stream()
            .map(line -> line.toUpperCase(Locale.ROOT))
            .filter(line -> line.startsWith(HEAD))
            .flatMap(line -> Stream.of(line.substring(HEAD.length()).split(" ", -1)))
            .filter(name -> !name.isBlank())
            .distinct()
            .sorted()
            .limit(MOST)
            .toList());
  }

  boolean has(String name) {
    return names.contains(name);
  }
}
