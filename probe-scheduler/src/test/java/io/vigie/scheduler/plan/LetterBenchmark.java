package io.vigie.scheduler.plan;

import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.ProbeOrder;
import io.vigie.contract.job.Job;
import io.vigie.contract.job.RunId;
import io.vigie.contract.wire.MessageType;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;

/** Filling a letter in against writing the job anew. Prints one line for each round. */
final class LetterBenchmark {

  private static final int JOBS = 300_000;

  private LetterBenchmark() {}

  public static void main(String[] arguments) {
    for (int round = 0; round < 4; round++) {
      System.out.println(measure());
    }
  }

  private static String measure() {
    ItemId item = Samples.id("CH-089");
    ProbeOrder order = Samples.order();
    Letter letter = Letter.of(item, "3f9a1c", order, Samples.CODEC);
    long bytes = 0;
    long begun = cpu();
    for (int i = 0; i < JOBS; i++) {
      Instant due = Samples.NOON.plusMillis(i);
      bytes += letter.with(RunId.of(item, due), due, due.plusSeconds(5)).length;
    }
    long filled = cpu() - begun;
    begun = cpu();
    for (int i = 0; i < JOBS; i++) {
      Instant due = Samples.NOON.plusMillis(i);
      Job job = new Job(RunId.of(item, due), item, "3f9a1c", order, due, due.plusSeconds(5));
      String json = Samples.CODEC.write(MessageType.JOB, job, due).json();
      bytes -= json.getBytes(StandardCharsets.UTF_8).length;
    }
    long written = cpu() - begun;
    return String.format(
        Locale.ROOT,
        "letter filled in %d ns/job, written anew %d ns/job (difference in bytes: %d)",
        filled / JOBS,
        written / JOBS,
        bytes);
  }

  private static long cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
