package io.vigie.runner.control;

import java.time.Duration;
import java.util.Optional;

/** Something that is known to work. */
interface Control {

  /** What it is, for a message. */
  String name();

  /** Whether it is of this process or this machine, so that nothing outside can explain it. */
  boolean isOwn();

  /** What is wrong, if anything is; may block, about as long as the limit. */
  Optional<String> trouble(Duration limit);
}
