package io.vigie.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vigie.scheduler.checklist.ChecklistReader;
import io.vigie.scheduler.checklist.FolderWatch;
import io.vigie.scheduler.checklist.Reading;
import io.vigie.scheduler.checklist.TestKind;
import io.vigie.scheduler.dispatch.Change;
import io.vigie.scheduler.dispatch.CheckLog;
import io.vigie.scheduler.dispatch.ChecklistPublisher;
import io.vigie.scheduler.dispatch.Seclusion;
import io.vigie.testkit.clock.MutableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class PublisherLoopTest {

  private static final String HEAD = "vigie: 1\nsystem: shop\nenvironment: staging\nitems:\n";

  private final BlockingQueue<List<Change>> written = new LinkedBlockingQueue<>();
  private final ChecklistReader reader = new ChecklistReader(TestKind.ALL, _ -> Optional.empty());

  @TempDir Path folder;

  /** A log that forgets, and tells. */
  private final class TellingLog implements CheckLog {
    @Override
    public Published read() {
      return new Published(Map.of(), Map.of());
    }

    @Override
    public void write(List<Change> changes) {
      written.add(changes);
    }
  }

  @Test
  void survivesAnErrorAndPublishesLaterEdits() throws Exception {
    AtomicInteger readings = new AtomicInteger();
    Supplier<Reading> failingFirst =
        () -> {
          if (readings.getAndIncrement() == 0) {
            throw new StackOverflowError("in a test");
          }
          return reader.read(folder);
        };
    try (FolderWatch watch = watch()) {
      PublisherLoop loop = started(failingFirst, watch);
      assertThat(next()).isEmpty();
      write("a.yaml", "https://x.example");

      assertThat(next()).hasSize(2);
      loop.stop();
    }
  }

  @Test
  void readsNothingWhileGitIsStillChangingTheFolder() throws Exception {
    Path lock = Files.createDirectory(folder.resolve(".git")).resolve("index.lock");
    Files.createFile(lock);
    write("a.yaml", "https://x.example");
    try (FolderWatch watch = watch()) {
      PublisherLoop loop = started(() -> reader.read(folder), watch);

      assertThat(written.poll(500, TimeUnit.MILLISECONDS)).isNull();
      Files.delete(lock);

      assertThat(next()).hasSize(2);
      loop.stop();
    }
  }

  @Test
  void goesOnAfterAFileThatBreaksTheReader() throws Exception {
    write("a.yaml", TestKind.TOO_DEEP);
    try (FolderWatch watch = watch()) {
      PublisherLoop loop = started(() -> reader.read(folder), watch);
      assertThat(next()).hasSize(1);
      write("a.yaml", "https://x.example");

      assertThat(next()).hasSize(2);
      loop.stop();
    }
  }

  @Test
  void comesRoundWhileNothingChangesAndNotWhileItIsStuck() throws Exception {
    CountDownLatch stuck = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    AtomicInteger readings = new AtomicInteger();
    Supplier<Reading> stuckSecond =
        () -> {
          if (readings.getAndIncrement() == 1) {
            stuck.countDown();
            awaitUninterruptibly(release);
          }
          return reader.read(folder);
        };
    try (FolderWatch watch = watch()) {
      PublisherLoop loop = started(stuckSecond, watch);
      assertThat(next()).isEmpty();
      boolean _ = release.await(1, TimeUnit.SECONDS);
      assertThat(loop.sinceLastTurn()).isLessThan(Duration.ofMillis(900));

      write("a.yaml", "https://x.example");
      assertThat(stuck.await(10, TimeUnit.SECONDS)).isTrue();
      boolean _ = release.await(1, TimeUnit.SECONDS);
      assertThat(loop.sinceLastTurn()).isGreaterThan(Duration.ofMillis(900));
      release.countDown();
      loop.stop();
    }
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private FolderWatch watch() {
    return new FolderWatch(folder, Duration.ofMillis(20), Duration.ofMillis(50));
  }

  private PublisherLoop started(Supplier<Reading> checklists, FolderWatch watch) {
    MutableClock clock = MutableClock.at("2026-11-20T12:00:00Z");
    PublisherLoop loop =
        new PublisherLoop(
            new ChecklistPublisher(
                checklists,
                List.of(),
                new TellingLog(),
                clock,
                new Seclusion(_ -> java.util.Optional.empty())),
            watch,
            new SchedulerMetrics(new SimpleMeterRegistry()));
    Thread.ofPlatform().daemon().start(loop);
    return loop;
  }

  private List<Change> next() throws InterruptedException {
    List<Change> changes = written.poll(10, TimeUnit.SECONDS);
    assertThat(changes).isNotNull();
    return changes;
  }

  private void write(String name, String url) throws IOException {
    Path hidden = folder.resolve("." + name);
    Files.writeString(hidden, HEAD + "  - id: a\n    http: " + url + "\n");
    Files.move(hidden, folder.resolve(name), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }
}
