package io.vigie.alert.notify;

import io.vigie.alert.incident.Posting.Telling;
import io.vigie.alert.notify.story.Story;
import io.vigie.alert.notify.story.Voice;
import java.util.Optional;

/**
 * Sends messages on one channel. An implementation ends within its deadline, throws nothing for
 * what the channel does, says no secret, and escapes everything that came from a target. Used by
 * one thread at a time.
 */
public interface Notifier extends AutoCloseable {

  /**
   * Sends once.
   *
   * @param receipt what the channel answered to the opening of the same incident, if it was told
   */
  Attempt send(Story story, Optional<String> receipt);

  /** Whether this channel has a message for {@code telling}; what it has none for is left out. */
  default boolean tells(Telling telling) {
    return switch (telling) {
      case OPENED,
          ESCALATED,
          REMINDED,
          REOPENED,
          RESOLVED,
          OPENED_AND_RESOLVED,
          TEST,
          DIGEST,
          SUMMARY ->
          true;
      case UPDATED, ACKNOWLEDGED, COMMENTED -> false;
    };
  }

  /** How its people are spoken to. */
  default Voice voice() {
    return Voice.PLAIN;
  }

  /** How many calls such a message takes, for the rate of the channel. */
  default int calls(Telling telling) {
    return 1;
  }

  @Override
  void close();
}
