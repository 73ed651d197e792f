package io.vigie.scheduler.checklist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class FolderWatchTest {

  private static final Duration SETTLE = Duration.ofMillis(50);
  private static final Duration LOOK = Duration.ofMillis(200);

  @TempDir Path folder;

  private FolderWatch watch;

  @BeforeEach
  void watch() throws IOException {
    Files.writeString(folder.resolve("a.yaml"), "one");
    watch = new FolderWatch(folder, SETTLE, LOOK);
    watch.remember();
  }

  @AfterEach
  void close() {
    watch.close();
  }

  @Test
  void tellsAnEdit() throws Exception {
    CompletableFuture<Boolean> change = await(watch);
    Files.writeString(folder.resolve("a.yaml"), "another");

    assertThat(change.get(5, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void tellsANewFileInANewFolder() throws Exception {
    CompletableFuture<Boolean> change = await(watch);
    Files.createDirectory(folder.resolve("sub"));
    Files.writeString(folder.resolve("sub/b.yaml"), "new");

    assertThat(change.get(5, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void tellsARemoval() throws Exception {
    CompletableFuture<Boolean> change = await(watch);
    Files.delete(folder.resolve("a.yaml"));

    assertThat(change.get(5, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void tellsAChangeThatHappenedBeforeAnyoneWaited() throws Exception {
    Files.writeString(folder.resolve("a.yaml"), "another");

    assertThat(watch.awaitChange()).isTrue();
  }

  @Test
  void staysQuietAboutWhatIsNoChecklist() throws Exception {
    CompletableFuture<Boolean> change = await(watch);
    Files.writeString(folder.resolve("notes.txt"), "nothing");

    assertThat(isDoneWithin(change, 600)).isFalse();
  }

  @Test
  void watchesAFolderThatIsNotThereYet() throws Exception {
    Path later = folder.resolve("later");
    try (FolderWatch early = new FolderWatch(later, SETTLE, LOOK)) {
      early.remember();
      CompletableFuture<Boolean> change = await(early);
      Files.createDirectory(later);

      assertThat(change.get(5, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void watchesOneFile() throws Exception {
    try (FolderWatch one = new FolderWatch(folder.resolve("a.yaml"), SETTLE, LOOK)) {
      one.remember();
      CompletableFuture<Boolean> change = await(one);
      Files.writeString(folder.resolve("a.yaml"), "another");

      assertThat(change.get(5, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void waitsUntilGitHasChangedAllFiles() throws Exception {
    Path lock = Files.createDirectory(folder.resolve(".git")).resolve("index.lock");
    Files.createFile(lock);
    CompletableFuture<Boolean> change = await(watch);
    Files.writeString(folder.resolve("a.yaml"), "half of it");

    assertThat(isDoneWithin(change, 600)).isFalse();
    Files.writeString(folder.resolve("b.yaml"), "the other half");
    Files.delete(lock);

    assertThat(change.get(5, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void waitsForGitInASecondWorkTreeToo() throws Exception {
    Path administration = Files.createDirectory(folder.resolve("elsewhere"));
    Files.writeString(folder.resolve(".git"), "gitdir: elsewhere\n");
    Path lock = Files.createFile(administration.resolve("index.lock"));
    CompletableFuture<Boolean> change = await(watch);
    Files.writeString(folder.resolve("a.yaml"), "half of it");

    assertThat(isDoneWithin(change, 600)).isFalse();
    Files.delete(lock);

    assertThat(change.get(5, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void doesNotWaitForeverForAGitThatDied() throws Exception {
    Files.createFile(Files.createDirectory(folder.resolve(".git")).resolve("index.lock"));
    try (FolderWatch patient = new FolderWatch(folder, SETTLE, LOOK, Duration.ofMillis(300))) {
      patient.remember();
      CompletableFuture<Boolean> change = await(patient);
      Files.writeString(folder.resolve("a.yaml"), "another");

      assertThat(change.get(5, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void endsWhenClosed() throws Exception {
    CompletableFuture<Boolean> change = await(watch);
    watch.close();

    assertThat(change.get(5, TimeUnit.SECONDS)).isFalse();
  }

  private static CompletableFuture<Boolean> await(FolderWatch watch) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return watch.awaitChange();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private static boolean isDoneWithin(CompletableFuture<Boolean> change, long millis)
      throws ExecutionException, InterruptedException {
    try {
      return change.get(millis, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return false;
    }
  }
}
