package io.vigie.probe.ping;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Whether this process may send echo requests, which Java does with a raw socket. */
final class Icmp {

  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String EFFECTIVE = "CapEff:";
  private static final int NET_RAW = 13;

  private Icmp() {}

  /** As the kernel of Linux says; elsewhere it cannot be told, so it is not permitted. */
  static boolean isPermitted() {
    return isPermitted(STATUS);
  }

  static boolean isPermitted(Path status) {
    try (Stream<String> lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith(EFFECTIVE))
          .map(line -> line.substring(EFFECTIVE.length()).strip())
          .anyMatch(mask -> ((Long.parseUnsignedLong(mask, 16) >> NET_RAW) & 1) == 1);
    } catch (IOException | RuntimeException e) {
      return false;
    }
  }
}
