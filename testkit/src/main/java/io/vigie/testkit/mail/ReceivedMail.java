package io.vigie.testkit.mail;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A mail as it arrived, taken apart.
 *
 * @param sender who the envelope says it is from
 * @param recipients whom the envelope says it is for
 * @param headers names in lower case, values unfolded and decoded
 * @param text the plain text part, empty when there is none
 * @param html the HTML part, empty when there is none
 * @param raw every byte of it
 * @param encrypted true when it came over TLS
 * @param user who had logged in
 */
public record ReceivedMail(
    Instant at,
    String sender,
    List<String> recipients,
    Map<String, List<String>> headers,
    String text,
    String html,
    String raw,
    boolean encrypted,
    Optional<String> user) {

  /** The first header of that name; empty when there is none. */
  public String header(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of("")).getFirst();
  }

  public String subject() {
    return header("subject");
  }

  public String messageId() {
    return header("message-id");
  }
}
