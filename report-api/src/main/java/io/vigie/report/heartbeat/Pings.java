package io.vigie.report.heartbeat;

import io.vigie.contract.check.Check;
import io.vigie.contract.result.Result;
import io.vigie.report.record.Publisher;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;

/**
 * Takes pings. A run is forgotten only after its verdict is safe with the broker: a job that is
 * told to try again finds everything as it was.
 */
@ApplicationScoped
public class Pings {

  private final Heartbeats heartbeats;
  private final Publisher publisher;

  @Inject
  public Pings(Heartbeats heartbeats, Publisher publisher) {
    this.heartbeats = heartbeats;
    this.publisher = publisher;
  }

  /** Takes a ping of an item; what does not apply here is not judged. */
  public void take(Check check, Ping ping, Instant now) {
    if (!check.applies()) {
      return;
    }
    switch (ping.signal()) {
      case Ping.Logged _ -> heartbeats.said(check.item(), ping, now);
      case Ping.Started _ -> {
        heartbeats.started(check.item(), ping.run(), now, PingRule.endBy(check, now));
        heartbeats.said(check.item(), ping, now);
      }
      case Ping.Succeeded _, Ping.Failed _, Ping.Exited _ -> end(check, ping, now);
    }
  }

  private void end(Check check, Ping ping, Instant now) {
    Optional<Instant> startedAt = heartbeats.startOf(check.item(), ping.run());
    PingRule.verdict(check, ping, startedAt, now).ifPresent((Result r) -> publisher.publish(r));
    if (startedAt.isPresent()) {
      heartbeats.ended(check.item(), ping.run());
    }
  }
}
