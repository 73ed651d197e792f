package io.vigie.runner.control;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What a runner can tell of itself, with nobody's help. */
final class OwnChecks {

  private static final double FULL = 0.95;
  private static final Duration JUMP = Duration.ofSeconds(2);

  private OwnChecks() {}

  static List<Control> all(InstantSource clock) {
    return List.of(
        own("loopback", OwnChecks::loopback),
        own("files", _ -> files()),
        own("memory", _ -> memory()),
        own("clock", new Clock(clock)::jump));
  }

  private static Control own(String name, Function<Duration, Optional<String>> check) {
    return new Control() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public boolean isOwn() {
        return true;
      }

      @Override
      public Optional<String> trouble(Duration limit) {
        return check.apply(limit);
      }
    };
  }

  /** A connection to ourselves, both ends of it: without a descriptor to spare there is none. */
  static Optional<String> loopback(Duration limit) {
    int patience = Math.toIntExact(limit.toMillis());
    try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket caller = new Socket()) {
      listener.setSoTimeout(patience);
      caller.connect(
          new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort()), patience);
      listener.accept().close();
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of("this runner cannot connect to itself: " + e.getMessage());
    }
  }

  private static Optional<String> files() {
    if (!(ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix)) {
      return Optional.empty();
    }
    long open = unix.getOpenFileDescriptorCount();
    long most = unix.getMaxFileDescriptorCount();
    return open > FULL * most
        ? Optional.of("this runner has " + open + " of at most " + most + " files open")
        : Optional.empty();
  }

  /** Full after a collection, that is; one is asked for before this runner calls itself blind. */
  private static Optional<String> memory() {
    if (lasting().stream().noneMatch(pool -> isFull(pool.getUsage()))) {
      return Optional.empty();
    }
    System.gc();
    return lasting().stream()
        .filter(pool -> isFull(pool.getUsage()))
        .findFirst()
        .map(pool -> "this runner has next to no memory left: " + pool.getName());
  }

  /** Where objects stay. The places of young ones are full again and again, as they should be. */
  static List<MemoryPoolMXBean> lasting() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP && pool.isUsageThresholdSupported())
        .toList();
  }

  private static boolean isFull(MemoryUsage usage) {
    return usage.getMax() > 0 && usage.getUsed() > FULL * usage.getMax();
  }

  /** The time of day against the time that has passed. */
  private static final class Clock {
    private final InstantSource clock;
    private Instant wall;
    private long nanos;

    Clock(InstantSource clock) {
      this.clock = clock;
      this.wall = clock.instant();
      this.nanos = System.nanoTime();
    }

    private Optional<String> jump(Duration limit) {
      Instant wallNow = clock.instant();
      long nanosNow = System.nanoTime();
      Duration jump = Duration.between(wall, wallNow).minusNanos(nanosNow - nanos);
      wall = wallNow;
      nanos = nanosNow;
      return jump.abs().compareTo(JUMP) > 0
          ? Optional.of("this runner's clock jumped by " + jump.toMillis() + "ms")
          : Optional.empty();
    }
  }
}
