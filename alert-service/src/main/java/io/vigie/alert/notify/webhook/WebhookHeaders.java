package io.vigie.alert.notify.webhook;

import io.vigie.alert.notify.story.Story;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The headers of Standard Webhooks. The id follows from the incident, so that a message that is
 * sent again is recognised as the same.
 *
 * @param extra headers beside them
 * @param signers none, or one for each key that receivers may hold
 */
record WebhookHeaders(Map<String, String> extra, List<Signer> signers) {

  static final String ID = "webhook-id";
  static final String TIMESTAMP = "webhook-timestamp";
  static final String SIGNATURE = "webhook-signature";

  WebhookHeaders {
    extra = Map.copyOf(extra);
    signers = List.copyOf(signers);
  }

  Map<String, String> of(Story story, Instant now, String body) {
    String id = story.incident() + "." + story.occasion();
    long seconds = now.getEpochSecond();
    Map<String, String> headers = new TreeMap<>(extra);
    headers.put(ID, id);
    headers.put(TIMESTAMP, Long.toString(seconds));
    if (!signers.isEmpty()) {
      headers.put(
          SIGNATURE,
          signers.stream()
              .map(signer -> signer.sign(id, seconds, body))
              .collect(Collectors.joining(" ")));
    }
    return headers;
  }

  /** Without the headers, which may be secrets. */
  @Override
  public String toString() {
    return "WebhookHeaders[***]";
  }
}
