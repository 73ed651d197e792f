package io.vigie.contract.check;

import java.util.Locale;

/**
 * What decides about an item: a probe that looks, a job that reports, a person who signs, or other
 * items.
 */
public sealed interface Nature permits ProbeOrder, Heartbeat, Attestation, RollUp {

  /** How an item is decided, from what proves most to what proves least. */
  Mode mode();

  /** The word for a nature that others know. */
  enum Mode {
    /** We look ourselves. */
    CHECK,
    /** The job itself reports; its silence is a failure. */
    HEARTBEAT,
    /** A person signs; the signature expires. */
    ATTESTATION,
    /** Other items decide; as good as the weakest of them. */
    ROLL_UP;

    /** The form that is shown. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
