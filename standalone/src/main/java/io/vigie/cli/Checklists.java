package io.vigie.cli;

import io.vigie.probe.ProbeKinds;
import io.vigie.scheduler.checklist.ChecklistReader;
import io.vigie.scheduler.checklist.Reading;
import java.nio.file.Path;
import java.util.Optional;

/** Checklists as the scheduler reads them. */
final class Checklists {

  private Checklists() {}

  static Reading read(Path folderOrFile) {
    return new ChecklistReader(
            ProbeKinds.discovered().all(), name -> Optional.ofNullable(System.getenv(name)))
        .read(folderOrFile);
  }
}
