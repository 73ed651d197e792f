package io.vigie.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresBinariesTest {

  @TempDir Path folder;

  @Test
  void ofTwoThatUnpackAtTheSameTimeBothHaveThePrograms() throws Exception {
    CyclicBarrier together = new CyclicBarrier(2);
    Callable<Path> unpacking =
        () -> {
          int _ = together.await();
          return PostgresBinaries.unpackInto(folder);
        };
    List<Path> unpacked = new ArrayList<>();
    try (ExecutorService two = Executors.newFixedThreadPool(2)) {
      for (Future<Path> one : two.invokeAll(List.of(unpacking, unpacking))) {
        unpacked.add(one.get());
      }
    }

    assertThat(unpacked.getFirst()).isEqualTo(unpacked.getLast());
    assertThat(unpacked.getFirst().resolve("bin/postgres")).isExecutable();
    try (var left = Files.list(folder)) {
      assertThat(left).containsExactly(unpacked.getFirst());
    }
  }
}
