package io.vigie.alert.notify;

import io.vigie.alert.notify.story.Story;
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

  @Override
  void close();
}
