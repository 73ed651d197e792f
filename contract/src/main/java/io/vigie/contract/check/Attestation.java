package io.vigie.contract.check;

import java.time.Duration;
import java.util.List;

/**
 * A person signs that something is so.
 *
 * @param statement what is signed
 * @param validity how long a signature holds
 * @param by who may sign; anybody where empty
 */
public record Attestation(String statement, Duration validity, List<String> by) implements Nature {

  public Attestation {
    by = List.copyOf(by);
  }

  @Override
  public Mode mode() {
    return Mode.ATTESTATION;
  }
}
