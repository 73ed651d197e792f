package io.vigie.alert.notify.pagerduty;

import io.vigie.alert.incident.Posting.Telling;
import io.vigie.alert.notify.Attempt;
import io.vigie.alert.notify.Notifier;
import io.vigie.alert.notify.Secret;
import io.vigie.alert.notify.WebCall;
import io.vigie.alert.notify.story.Story;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** A service of PagerDuty. */
final class PagerDuty implements Notifier {

  private final URI enqueue;
  private final Secret routingKey;
  private final WebCall call;

  PagerDuty(URI enqueue, Secret routingKey, WebCall call) {
    this.enqueue = enqueue;
    this.routingKey = routingKey;
    this.call = call;
  }

  /** It reminds and escalates by itself, and nobody is to be called for a digest. */
  @Override
  public boolean tells(Telling telling) {
    return PagerDutyEvent.action(telling).isPresent();
  }

  @Override
  public Attempt send(Story story, Optional<String> receipt) {
    String event = PagerDutyEvent.of(story).put("routing_key", routingKey.reveal()).toString();
    return call.post(enqueue, Map.of(), event, this::read);
  }

  /** PagerDuty says what became of the event; whoever says anything else is not PagerDuty. */
  private Attempt read(WebCall.Answer answer) {
    return answer.json().path("status").asText("").equals("success")
        ? new Attempt.Delivered(Optional.empty())
        : call.refusal(answer);
  }

  @Override
  public void close() {
    call.close();
  }
}
