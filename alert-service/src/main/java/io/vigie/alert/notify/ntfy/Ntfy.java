package io.vigie.alert.notify.ntfy;

import io.vigie.alert.notify.Attempt;
import io.vigie.alert.notify.Notifier;
import io.vigie.alert.notify.Secret;
import io.vigie.alert.notify.Site;
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
  private final Site site;

  Ntfy(URI server, Secret topic, Optional<Secret> token, WebCall call, Site site) {
    this.server = server;
    this.topic = topic;
    this.token = token;
    this.call = call;
    this.site = site;
  }

  @Override
  public Attempt send(Story story, Optional<String> receipt) {
    String message = NtfyMessage.of(story, site).put("topic", topic.reveal()).toString();
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
