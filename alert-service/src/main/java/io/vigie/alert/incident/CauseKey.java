package io.vigie.alert.incident;

import io.vigie.alert.wording.Sentence;
import io.vigie.contract.result.Outcome;
import java.util.Optional;
import java.util.Set;

/**
 * What failures of different items with one cause have in common: the host that was looked at, and
 * the class of what was wrong with it. Pure.
 *
 * <p>A failure of which no host is known has no key: without one, equal words prove nothing.
 */
public final class CauseKey {

  private static final int LONGEST = 500;
  private static final Set<String> WAYS_NOT_TO_CONNECT =
      Set.of("timeout", "truncated-response", "network-unreachable", "host-unreachable");

  private CauseKey() {}

  /** The key of a failure; empty where others cannot be known to fail for the same reason. */
  public static Optional<String> of(Outcome.Failure failure) {
    return failure.target().filter(host -> !host.isBlank()).map(host -> key(host, failure));
  }

  private static String key(String host, Outcome.Failure failure) {
    String what = classOf(failure);
    int room = Math.max(0, LONGEST - host.length() - 1);
    return (what.length() <= room ? what : what.substring(0, room)) + "|" + host;
  }

  /** For a person: {@code the same certificate trouble at example.com}. */
  public static String words(String key) {
    String host = key.substring(key.lastIndexOf('|') + 1);
    return switch (key.substring(0, Math.max(0, key.indexOf('|')))) {
      case "certificate" -> Sentence.SAME_CERTIFICATE.of(host);
      case "connection" -> Sentence.SAME_CONNECTION.of(host);
      case "name" -> Sentence.SAME_NAME.of(host);
      case "expectation" -> Sentence.SAME_EXPECTATION.of(host);
      default -> Sentence.SAME_FAILURE.of(host);
    };
  }

  private static String classOf(Outcome.Failure failure) {
    String code = failure.code();
    if (code.startsWith("tls-") || code.startsWith("certificate")) {
      return "certificate";
    }
    if (code.startsWith("connection-") || WAYS_NOT_TO_CONNECT.contains(code)) {
      return "connection";
    }
    if (code.startsWith("dns-") || code.startsWith("resolver")) {
      return "name";
    }
    return failure.unmet().stream()
        .findFirst()
        .map(unmet -> "expectation|" + normalised(unmet.expression()) + status(unmet.found()))
        .orElse("code|" + code);
  }

  /** A page that is not there and a server that is down fail the same expectation. */
  private static String status(String found) {
    return found.startsWith("status was ") ? "|" + found : "";
  }

  /** The expectation without what authors may write in several ways. */
  private static String normalised(String expression) {
    return expression.replaceAll("\\s+", "").replace('\'', '"');
  }
}
