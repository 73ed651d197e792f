package io.vigie.runner.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How long a thread was ready to run and had no processor, as Linux counts it. Where the system
 * does not say, it has never waited.
 */
final class ProcessorWait {

  /** Nanoseconds on a processor, nanoseconds of waiting for one, and how often it had one. */
  private static final Path COUNTS = Path.of("/proc/thread-self/schedstat");

  private static final boolean COUNTED = Files.isReadable(COUNTS);

  private ProcessorWait() {}

  static boolean isCounted() {
    return COUNTED;
  }

  /** In nanoseconds, since the calling thread began; it must not be a virtual one. */
  static long ofThisThread() {
    if (!COUNTED) {
      return 0;
    }
    try {
      String counts = Files.readString(COUNTS);
      int first = counts.indexOf(' ');
      return Long.parseLong(counts, first + 1, counts.indexOf(' ', first + 1), 10);
    } catch (IOException | RuntimeException e) {
      // Not worth a run's failure: what cannot be read is not counted.
      return 0;
    }
  }
}
