package io.vigie.scheduler.checklist;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The packs that come with Vigie, read with the kinds that come with Vigie. */
class ShippedChecklistsTest {

  @Test
  void theShippedChecklistsAreWithoutProblems() {
    Reading reading = ChecklistReader.ofThisProcess().read(Path.of("../checklists"));

    assertThat(reading.problems()).isEmpty();
    assertThat(reading.checklists()).isNotEmpty();
  }
}
