package io.vigie.scheduler.plan;

import java.util.Locale;
import java.util.Optional;
import java.util.Random;

/** Heap against wheel: 100,000 items at ten seconds. Prints one line for each. */
final class DueQueueBenchmark {

  private static final int ITEMS = 100_000;
  private static final int INTERVAL = 10_000;
  private static final int TURN = 5;
  private static final int ROUNDS = 12;

  private final Entry[] entries = new Entry[ITEMS];

  private DueQueueBenchmark() {}

  public static void main(String[] arguments) {
    for (int round = 0; round < 3; round++) {
      System.out.println(new DueQueueBenchmark().heap());
      System.out.println(new DueQueueBenchmark().wheel());
    }
  }

  private void fill() {
    Random random = new Random(1);
    Planned planned = Samples.item("a", 10);
    for (int i = 0; i < ITEMS; i++) {
      entries[i] = new Entry(planned);
      entries[i].dueAt(Optional.of(java.time.Instant.ofEpochMilli(random.nextInt(INTERVAL))), 0);
    }
  }

  private String heap() {
    fill();
    long before = used();
    DueQueue queue = new DueQueue();
    long put = cpu();
    for (Entry entry : entries) {
      queue.add(entry);
    }
    put = cpu() - put;
    long memory = used() - before;
    long jobs = 0;
    long advance = cpu();
    for (long now = 0; now < (long) ROUNDS * INTERVAL; now += TURN) {
      for (Entry entry = queue.poll(now); entry != null; entry = queue.poll(now)) {
        entry.sendAt += INTERVAL;
        queue.add(entry);
        jobs++;
      }
    }
    advance = cpu() - advance;
    long remove = cpu();
    for (Entry entry : entries) {
      entry.replaced = true;
      queue.replaced(entry);
    }
    remove = cpu() - remove;
    return line("heap", advance / jobs, put, remove, memory);
  }

  private String wheel() {
    fill();
    long before = used();
    DueWheel wheel = new DueWheel(0);
    DueWheel.Node[] nodes = new DueWheel.Node[ITEMS];
    long put = cpu();
    for (int i = 0; i < ITEMS; i++) {
      nodes[i] = new DueWheel.Node(entries[i]);
      wheel.add(nodes[i]);
    }
    put = cpu() - put;
    long memory = used() - before - 4L * ITEMS;
    long jobs = 0;
    long advance = cpu();
    for (long now = 0; now < (long) ROUNDS * INTERVAL; now += TURN) {
      for (DueWheel.Node node = wheel.poll(now); node != null; node = wheel.poll(now)) {
        node.entry().sendAt += INTERVAL;
        wheel.add(node);
        jobs++;
      }
    }
    advance = cpu() - advance;
    long remove = cpu();
    for (DueWheel.Node node : nodes) {
      wheel.remove(node);
    }
    remove = cpu() - remove;
    return line("wheel", advance / jobs, put, remove, memory);
  }

  private static String line(String name, long advance, long put, long remove, long memory) {
    return String.format(
        Locale.ROOT,
        "%-5s advance %d ns/job, put %d ns, remove %d ns, %.0f bytes/item",
        name,
        advance,
        put / ITEMS,
        remove / ITEMS,
        memory / (double) ITEMS);
  }

  /** Of this thread, so that a busy machine does not matter. */
  private static long cpu() {
    return java.lang.management.ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static long used() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
