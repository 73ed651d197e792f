package io.vigie.alert.notify.ntfy;

import io.vigie.alert.incident.Posting.Telling;
import io.vigie.alert.notify.Attempt;
import io.vigie.alert.notify.Notifier;
import io.vigie.alert.notify.Secret;
import io.vigie.alert.notify.WebCall;
import io.vigie.alert.notify.story.Story;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** A topic of an ntfy server. */
final class Ntfy implements Notifier {

  private final URI server;
  private final Secret topic;
  private final Optional<Secret> token;
  private final WebCall call;

  Ntfy(URI server, Secret topic, Optional<Secret> token, WebCall call) {
    this.server = server;
    this.topic = topic;
    this.token = token;
    this.call = call;
  }

  /** A message takes the place of the one before, so all but talk is told. */
  @Override
  public boolean tells(Telling telling) {
    return telling != Telling.COMMENTED && telling != Telling.UPDATED;
  }

  @Override
  public Attempt send(Story story, Optional<String> receipt) {
    String message = NtfyMessage.of(story).put("topic", topic.reveal()).toString();
    return call.post(server, headers(), message, this::read);
  }

  private Map<String, String> headers() {
    return token
        .map(secret -> Map.of("authorization", "Bearer " + secret.reveal()))
        .orElseGet(Map::of);
  }

  /** ntfy answers with the message and the id it was given. */
  private Attempt read(WebCall.Answer answer) {
    String id = answer.json().path("id").asText("");
    return id.isEmpty() ? call.refusal(answer) : Attempt.delivered(id);
  }

  @Override
  public void close() {
    call.close();
  }
}
