package io.vigie.alert.silence;

import io.vigie.contract.alert.Silence;
import java.time.Instant;
import java.util.List;

/** Where silences are kept. */
public interface SilenceBook {

  /** Those that are not over at {@code now}. */
  List<Silence> lasting(Instant now);
}
