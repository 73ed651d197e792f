package io.vigie.probe.tcp;

import io.vigie.probe.net.Trouble.Broken;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** What became of a try to connect, the most open first. */
enum PortState {
  /** The connection was accepted. */
  OPEN,
  /** Nothing came back, or that the host is not to be reached: something may be in between. */
  FILTERED,
  /** The host itself said no. */
  REFUSED;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The state of a port of which some addresses are so and some so. */
  static PortState mostOpen(Collection<PortState> states) {
    return states.stream().min(Comparator.naturalOrder()).orElse(FILTERED);
  }

  /** What a failure to connect says of the port; nothing where it says nothing of it. */
  static Optional<PortState> of(Throwable failure) {
    if (failure instanceof Broken broken) {
      return switch (broken.code()) {
        case "connection-refused", "connection-reset" -> Optional.of(REFUSED);
        case "connection-timed-out", "host-unreachable" -> Optional.of(FILTERED);
        default -> Optional.empty();
      };
    }
    return Optional.empty();
  }
}
