package io.vigie.scheduler.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.contract.check.Check;
import io.vigie.contract.check.ChecklistReport;
import io.vigie.contract.check.ItemId;
import io.vigie.scheduler.checklist.CanaryItem;
import io.vigie.scheduler.checklist.ChecklistReader;
import io.vigie.scheduler.checklist.TestKind;
import io.vigie.testkit.clock.MutableClock;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChecklistPublisherTest {

  private static final String HEAD = "vigie: 1\nsystem: shop\nenvironment: staging\nitems:\n";

  private static final Check CANARY =
      CanaryItem.check(
          URI.create("http://127.0.0.1:8083/canary"), "outside", Duration.ofSeconds(30));

  private final MutableClock clock = MutableClock.at("2026-11-20T12:00:00Z");
  private final FakeLog log = new FakeLog();

  @TempDir Path folder;

  private ChecklistPublisher publisher = restarted();

  /** A log in memory that can fail. */
  private static final class FakeLog implements CheckLog {
    private final Map<ItemId, String> revisions = new HashMap<>();
    private final Map<String, ChecklistReport> reports = new HashMap<>();
    private boolean down;
    private int reads;

    @Override
    public Published read() {
      reads++;
      return new Published(revisions, reports);
    }

    @Override
    public void write(List<Change> changes) {
      for (Change change : changes) {
        if (down) {
          throw new IllegalStateException("log: must be reachable, was not");
        }
        switch (change) {
          case Change.PutCheck(var check) -> revisions.put(check.item(), check.revision());
          case Change.RemoveCheck(var item) -> revisions.remove(item);
          case Change.PutReport(var report) -> reports.put(report.file(), report);
          case Change.RemoveReport(var file) -> reports.remove(file);
        }
      }
    }
  }

  @Test
  void publishesEveryCheckAndAReportOnEachFile() throws IOException {
    write("a.yaml", item("x") + item("y"));

    assertThat(publish()).containsExactly("put x", "put y", "report a.yaml items=2 problems=0");
  }

  @Test
  void publishesNothingWhereNothingChanged() throws IOException {
    write("a.yaml", item("x"));
    publish();

    assertThat(publish()).isEmpty();
    assertThat(log.reads).isEqualTo(1);
  }

  @Test
  void publishesNothingAfterARestart() throws IOException {
    write("a.yaml", item("x"));
    publish();
    publisher = restarted();
    clock.advance(Duration.ofHours(1));

    assertThat(publish()).isEmpty();
  }

  @Test
  void publishesOnlyTheItemThatChanged() throws IOException {
    write("a.yaml", item("x") + item("y"));
    publish();
    write("a.yaml", item("x") + item("y") + "    every: 30s\n");

    assertThat(publish()).containsExactly("put y");
  }

  @Test
  void removesWhatVanished() throws IOException {
    write("a.yaml", item("x") + item("y"));
    write("b.yaml", item("z"));
    publish();
    write("a.yaml", item("x"));
    Files.delete(folder.resolve("b.yaml"));

    assertThat(publish())
        .containsExactly(
            "remove y", "remove z", "report a.yaml items=1 problems=0", "unreport b.yaml");
  }

  @Test
  void removesWhatVanishedWhileNobodyWatched() throws IOException {
    write("a.yaml", item("x") + item("y"));
    publish();
    publisher = restarted();
    write("a.yaml", item("x"));

    assertThat(publish()).containsExactly("remove y", "report a.yaml items=1 problems=0");
  }

  @Test
  void keepsTheLastGoodVersionOfABrokenFile() throws IOException {
    write("a.yaml", item("x") + item("y"));
    write("b.yaml", item("z"));
    publish();
    write("a.yaml", "  - id: x\n    htpp: https://x.example\n");

    assertThat(publish()).containsExactly("report a.yaml items=2 problems=1");
    assertThat(log.revisions).hasSize(3);

    write("a.yaml", item("y"));
    assertThat(publish()).containsExactly("remove x", "report a.yaml items=1 problems=0");
  }

  @Test
  void leavesTheItemsOfAFileAloneThatIsBrokenAtTheStart() throws IOException {
    write("a.yaml", item("x") + item("y"));
    publish();
    publisher = restarted();
    write("a.yaml", item("x") + "    evry: 5s\n");

    assertThat(publish()).containsExactly("report a.yaml items=2 problems=1");
    assertThat(log.revisions).hasSize(2);
  }

  @Test
  void aBrokenFileProtectsItsOwnSystemOnly() throws IOException {
    write("a.yaml", item("x"));
    Files.writeString(
        folder.resolve("b.yaml"), (HEAD + item("x")).replace("system: shop", "system: bank"));
    publish();
    publisher = restarted();
    write("a.yaml", item("x") + "    evry: 5s\n");
    Files.delete(folder.resolve("b.yaml"));

    assertThat(publish())
        .containsExactly("remove x", "report a.yaml items=1 problems=1", "unreport b.yaml");
    assertThat(log.revisions.keySet()).extracting(ItemId::system).containsExactly("shop");
  }

  @Test
  void aFileThatDoesNotSayWhatItIsProtectsEverything() throws IOException {
    write("a.yaml", item("x"));
    publish();
    publisher = restarted();
    Files.writeString(folder.resolve("a.yaml"), "vigie: [");

    assertThat(publish()).containsExactly("report a.yaml items=0 problems=1");
    assertThat(log.revisions).hasSize(1);
  }

  @Test
  void movingAnItemToAnotherFileKeepsIt() throws IOException {
    write("a.yaml", item("x") + item("y"));
    write("b.yaml", item("z"));
    publish();
    write("b.yaml", item("z") + item("y"));

    assertThat(publish()).containsExactly("report b.yaml items=1 problems=1");

    write("a.yaml", item("x"));
    assertThat(publish())
        .containsExactly("report a.yaml items=1 problems=0", "report b.yaml items=2 problems=0");
  }

  @Test
  void aFolderThatIsGoneChangesNothingButIsReported() throws IOException {
    write("a.yaml", item("x"));
    publish();
    Path away = folder.resolveSibling(folder.getFileName() + "-away");
    Files.move(folder, away);

    assertThat(publish()).containsExactly("report " + folder + " items=0 problems=1");
    Files.move(away, folder);
    assertThat(publish()).containsExactly("unreport " + folder);
  }

  @Test
  void aFolderThatIsGoneAtTheStartRemovesNothing() throws IOException {
    write("a.yaml", item("x"));
    publish();
    publisher = restarted();
    Path away = folder.resolveSibling(folder.getFileName() + "-away");
    Files.move(folder, away);

    assertThat(publish()).containsExactly("report " + folder + " items=0 problems=1");
    assertThat(log.revisions).hasSize(1);
    Files.move(away, folder);
  }

  @Test
  void readsTheLogAgainAfterAWriteThatFailed() throws IOException {
    write("a.yaml", item("x"));
    log.down = true;
    assertThatThrownBy(this::publish).isInstanceOf(IllegalStateException.class);
    log.down = false;

    assertThat(publish()).hasSize(2);
    assertThat(log.reads).isEqualTo(2);
  }

  private ChecklistPublisher restarted(Check... brought) {
    ChecklistReader reader = new ChecklistReader(TestKind.ALL, name -> Optional.empty());
    return new ChecklistPublisher(
        () -> reader.read(folder),
        List.of(brought),
        log,
        clock,
        new Seclusion(_ -> java.util.Optional.empty()));
  }

  @Test
  void whatVigieBringsAlongIsPublishedBesideTheChecklists() throws IOException {
    write("a.yaml", item("x"));
    publisher = restarted(CANARY);

    assertThat(publish())
        .containsExactly("put x", "put canary", "report a.yaml items=1 problems=0");
    assertThat(publish()).isEmpty();

    publisher = restarted();
    assertThat(publish()).containsExactly("remove canary");
  }

  @Test
  void aChecklistThatSaysWhatVigieWouldBringCounts() throws IOException {
    Files.writeString(
        folder.resolve("vigie.yaml"),
        "vigie: 1\nsystem: vigie\nenvironment: self\nitems:\n" + item("canary"));
    publisher = restarted(CANARY);
    publish();

    assertThat(log.revisions.get(ItemId.CANARY)).isNotEqualTo(CANARY.revision());
  }

  private List<String> publish() {
    List<String> shown = new ArrayList<>();
    for (Change change : publisher.publish().changes()) {
      shown.add(
          switch (change) {
            case Change.PutCheck(var check) -> "put " + check.item().item();
            case Change.RemoveCheck(var item) -> "remove " + item.item();
            case Change.PutReport(var report) ->
                "report %s items=%d problems=%d"
                    .formatted(report.file(), report.items(), report.problems().size());
            case Change.RemoveReport(var file) -> "unreport " + file;
          });
    }
    return shown;
  }

  private static String item(String id) {
    return "  - id: " + id + "\n    http: https://shop.example.com/\n";
  }

  private void write(String name, String items) throws IOException {
    Files.writeString(folder.resolve(name), HEAD + items);
  }
}
