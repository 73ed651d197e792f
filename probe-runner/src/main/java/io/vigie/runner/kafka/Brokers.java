package io.vigie.runner.kafka;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** The addresses in {@code bootstrap.servers}, and whether anybody is there. Immutable. */
record Brokers(List<InetSocketAddress> addresses) {

  private static final Duration PATIENCE = Duration.ofSeconds(1);

  static Brokers of(String bootstrapServers) {
    return new Brokers(
        Arrays.stream(bootstrapServers.split(",", -1))
            .map(String::strip)
            .filter(server -> server.contains(":"))
            .map(Brokers::address)
            .toList());
  }

  /** True when one of them accepts connections now. */
  boolean answer() {
    return addresses.stream().anyMatch(Brokers::accepts);
  }

  private static InetSocketAddress address(String server) {
    String place = server.substring(server.indexOf("://") < 0 ? 0 : server.indexOf("://") + 3);
    int colon = place.lastIndexOf(':');
    return InetSocketAddress.createUnresolved(
        place.substring(0, colon).replaceAll("[\\[\\]]", ""),
        Integer.parseInt(place.substring(colon + 1)));
  }

  private static boolean accepts(InetSocketAddress address) {
    try (Socket socket = new Socket()) {
      // Resolved anew each time: a broker may come back elsewhere.
      socket.connect(
          new InetSocketAddress(address.getHostString(), address.getPort()),
          Math.toIntExact(PATIENCE.toMillis()));
      return true;
    } catch (IOException notThere) {
      return false;
    }
  }
}
