package io.vigie.report.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.check.Declared.Status;
import io.vigie.contract.state.ItemState;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgreementTest {

  @ParameterizedTest(name = "declared {0}, observed {1}: {2}")
  @CsvSource({
    "DONE, PASSING, AGREES",
    "DONE, FAILING, DISAGREES",
    "OPEN, PASSING, DISAGREES",
    "OPEN, FAILING, AGREES",
    "DONE, UNKNOWN, OPEN",
    "DONE, STALE, OPEN",
    "DONE, PENDING, OPEN",
    "OPEN, NOT_APPLICABLE, OPEN"
  })
  void whatIsDeclaredIsHeldAgainstWhatIsObserved(
      Status declared, ItemState observed, Agreement agreement) {
    assertThat(Agreement.of(declared, observed)).isEqualTo(agreement);
  }
}
