package io.vigie.alert.notify;

import java.time.Duration;
import java.util.Optional;

/** How one attempt to send ended. */
public sealed interface Attempt {

  /** The channel has it; the receipt is what later messages refer to it by. */
  record Delivered(Optional<String> receipt) implements Attempt {}

  /**
   * The channel does not have it, and may take it later.
   *
   * @param after how long the channel wants to be left alone
   */
  record Retry(String error, Optional<Duration> after) implements Attempt {}

  /** Nobody can know whether the channel has it: it was sent and not answered. */
  record Unclear(String error) implements Attempt {}

  /** The channel does not have it and never will. */
  record Permanent(String error) implements Attempt {}

  static Attempt delivered(String receipt) {
    return new Delivered(Optional.of(receipt));
  }

  static Attempt retry(String error) {
    return new Retry(error, Optional.empty());
  }
}
