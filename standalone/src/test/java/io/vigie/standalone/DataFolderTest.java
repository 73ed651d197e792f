package io.vigie.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DataFolderTest {

  @TempDir Path folder;

  @Test
  void isUsedByOneAtATime() throws Exception {
    try (var data = DataFolder.open(folder)) {
      assertThat(data.path()).isEqualTo(folder.toAbsolutePath());
      assertThatThrownBy(() -> DataFolder.open(folder))
          .isInstanceOf(Refused.class)
          .hasMessageContaining("is in use by another Vigie")
          .hasMessageContaining("--data");
    }
    DataFolder.open(folder).close();
  }

  @Test
  void isMadeWhereItIsAbsent() throws Exception {
    var absent = folder.resolve("a/b");

    DataFolder.open(absent).close();

    assertThat(absent).isDirectory();
  }

  @Test
  void refusesAFile() throws Exception {
    var file = Files.writeString(folder.resolve("file"), "");

    assertThatThrownBy(() -> DataFolder.open(file))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("must be a writable folder");
  }
}
