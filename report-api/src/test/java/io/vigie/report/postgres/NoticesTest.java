package io.vigie.report.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.check.ItemId;
import io.vigie.report.record.Change;
import io.vigie.report.record.Change.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NoticesTest {

  @Test
  void changesAreReadAsTheyWereWritten() {
    List<Change> changes =
        List.of(
            Change.of(Kind.STATE, ItemId.parse("chrona/production/CH-1"), 5),
            Change.of(Kind.RESULT, ItemId.parse("chrona/production/CH-1"), 0),
            Change.checklist());

    assertThat(Notices.payloads(changes)).hasSize(1);
    assertThat(read(changes)).containsExactlyElementsOf(changes);
  }

  @Test
  void noPayloadIsLongerThanPostgresAllows() {
    List<Change> many = new ArrayList<>();
    String longest = "s".repeat(63) + "/" + "e".repeat(63) + "/" + "i".repeat(90);
    for (int i = 0; i < 1000; i++) {
      many.add(Change.of(Kind.INCIDENT, ItemId.parse(longest + i), Long.MAX_VALUE));
    }

    assertThat(Notices.payloads(many)).allSatisfy(p -> assertThat(p).hasSizeLessThan(8000));
    assertThat(read(many)).containsExactlyElementsOf(many);
  }

  @Test
  void whatCannotBeReadMeansLookAgain() {
    assertThat(Notices.changes("orbit 5 x\nstate\n")).containsExactly(Change.ALL, Change.ALL);
  }

  private static Stream<Change> read(List<Change> changes) {
    return Notices.payloads(changes).stream().flatMap(Notices::changes);
  }
}
