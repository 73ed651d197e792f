package io.vigie.probe.net;

import io.vigie.probe.net.Trouble.Broken;
import io.vigie.probe.net.Trouble.Ours;
import java.net.BindException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.util.Locale;
import java.util.Objects;

/** Why there is no connection: for a reason of the target's, or of ours. */
final class ConnectTrouble {

  private ConnectTrouble() {}

  /** The trouble that connecting to {@code tried} ended with. */
  static Trouble of(Throwable cause, String tried) {
    String reason = Objects.requireNonNullElse(cause.getMessage(), "").toLowerCase(Locale.ROOT);
    String to = "connecting to " + tried;
    if (cause instanceof BindException || reason.contains("cannot assign requested address")) {
      return new Ours("local-address", to + ": no local port or address is left");
    } else if (reason.contains("too many open files")) {
      return new Ours("local-files", to + ": too many open files on this runner");
    } else if (reason.contains("network is unreachable")) {
      return new Ours("network-unreachable", to + ": this runner has no route");
    } else if (cause instanceof NoRouteToHostException || reason.contains("no route to host")) {
      return new Broken("host-unreachable", "no route to the host, tried " + tried);
    } else if (reason.contains("refused")) {
      return new Broken("connection-refused", "connection refused by " + tried);
    } else if (reason.contains("timed out")) {
      return new Broken("connection-timed-out", "connecting timed out, tried " + tried);
    } else if (cause instanceof SocketException && reason.contains("reset")) {
      return new Broken("connection-reset", "connection reset by " + tried);
    }
    return new Broken("connection-failed", to + " failed: " + cause.getClass().getSimpleName());
  }
}
