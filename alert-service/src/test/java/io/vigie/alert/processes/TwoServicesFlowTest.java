package io.vigie.alert.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Two alert-services share the work; one is killed while a thousand items fail. */
class TwoServicesFlowTest {

  private static final int ITEMS = 1_000;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  @Test
  void nothingIsLostAndNothingToldTwiceWhenOneIsKilledUnderLoad() {
    try (Company company = new Company(folder, ITEMS)) {
      company.fleet.failAll();
      Programs.await(
          Duration.ofMinutes(4), "some are told", () -> company.pager.calls().size() > ITEMS / 10);
      company.services.getFirst().kill();
      assertThat(company.pager.calls()).as("killed in the midst of it").hasSizeLessThan(ITEMS);
      company.judge("one of two killed", 1);
    }
  }
}
