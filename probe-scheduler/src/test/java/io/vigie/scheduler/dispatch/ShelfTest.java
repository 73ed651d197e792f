package io.vigie.scheduler.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.check.ChecklistReport.Gravity;
import io.vigie.contract.check.ItemId;
import io.vigie.scheduler.checklist.ChecklistProblem;
import io.vigie.scheduler.checklist.ChecklistReader;
import io.vigie.scheduler.checklist.FileReading;
import io.vigie.scheduler.checklist.Reading;
import io.vigie.scheduler.checklist.TestKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShelfTest {

  private static final ItemId ITEM = ItemId.parse("shop/staging/x");

  private Shelf shelf;

  @BeforeEach
  void readOneFileInAFolder(@TempDir Path folder) throws IOException {
    Files.createDirectory(folder.resolve("sub"));
    Files.writeString(
        folder.resolve("sub/a.yaml"),
        """
        vigie: 1
        system: shop
        environment: staging
        items:
          - id: x
            http: https://x.example
        """);
    shelf =
        Shelf.EMPTY.after(new ChecklistReader(TestKind.ALL, _ -> Optional.empty()).read(folder));
    assertThat(shelf.wanted()).containsOnlyKeys(ITEM);
  }

  @Test
  void keepsWhatLiesInAFolderThatCannotBeReadNow() {
    Shelf after = shelf.after(reading("sub", Gravity.ERROR));

    assertThat(after.wanted()).containsOnlyKeys(ITEM);
    assertThat(after.after(reading("sub", Gravity.ERROR)).wanted()).containsOnlyKeys(ITEM);
  }

  @Test
  void forgetsWhatVanishedBesideAFolderThatCannotBeRead() {
    assertThat(shelf.after(reading("su", Gravity.ERROR)).wanted()).isEmpty();
  }

  @Test
  void removesNothingThatMayLieInAFolderThatCannotBeRead() {
    assertThat(Shelf.EMPTY.after(reading("sub", Gravity.ERROR)).mayHold(ITEM)).isTrue();
  }

  @Test
  void aLinkThatLeadsBackHoldsNothing() {
    Shelf after = shelf.after(reading("loop", Gravity.WARNING));

    assertThat(after.wanted()).isEmpty();
    assertThat(after.mayHold(ITEM)).isFalse();
  }

  private static Reading reading(String name, Gravity gravity) {
    ChecklistProblem problem = new ChecklistProblem(name, 0, 0, "", "a reason", gravity);
    FileReading entry =
        new FileReading(name, name, Optional.empty(), Optional.empty(), Map.of(), List.of(problem));
    return new Reading(List.of(entry), Optional.empty());
  }
}
