package io.vigie.alert.notify;

import io.vigie.alert.incident.Outbox.Backlog;
import io.vigie.alert.incident.Posting;
import java.time.Duration;

/** Is told what becomes of messages. */
public interface DeliveryListener {

  /** A channel took a message, so long after its cause. */
  void delivered(Posting posting, Duration sinceCause);

  /** An attempt failed and will be repeated. */
  void postponed(Posting posting);

  /** An attempt ended so that nobody knows whether it succeeded. */
  void unclear(Posting posting);

  /** A message was given up. */
  void givenUp(String channel);

  /** The channel asked to be left alone for a while. */
  default void limited(String channel) {}

  /** What is waiting now. */
  void waiting(Backlog backlog);
}
