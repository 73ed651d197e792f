package io.vigie.alert.notify.webhook;

import io.vigie.alert.notify.ChannelSettings;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The setting {@code headers}: {@code Name: value}, one for each line. */
final class ExtraHeaders {

  private static final Pattern LINE =
      Pattern.compile("([A-Za-z0-9!#$%&'*+.^_`|~-]+):\\s*([\\x21-\\x7e][\\x20-\\x7e\\t]*)");

  /** What is ours to say. */
  private static final Set<String> OURS =
      Set.of(
          "content-type",
          "content-length",
          "transfer-encoding",
          "connection",
          "host",
          "expect",
          WebhookHeaders.ID,
          WebhookHeaders.TIMESTAMP,
          WebhookHeaders.SIGNATURE);

  private ExtraHeaders() {}

  static Map<String, String> of(ChannelSettings settings) {
    Map<String, String> headers = new TreeMap<>();
    for (String line : settings.optional("headers").orElse("").lines().toList()) {
      if (!line.isBlank()) {
        Matcher header = LINE.matcher(line.strip());
        if (!header.matches() || OURS.contains(header.group(1).toLowerCase(Locale.ROOT))) {
          throw settings.problem(
              "headers",
              "must be lines of \"Name: value\" with names that are not among "
                  + String.join(", ", new TreeSet<>(OURS)));
        }
        headers.put(header.group(1), header.group(2));
      }
    }
    return headers;
  }
}
