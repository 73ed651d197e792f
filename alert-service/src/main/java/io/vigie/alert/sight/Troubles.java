package io.vigie.alert.sight;

import io.vigie.alert.incident.Ledger.Written;
import io.vigie.alert.sight.Sight.Counted;
import io.vigie.alert.sight.Sight.Judged;
import java.time.Instant;
import java.util.Optional;

/** Where items are counted and our own troubles are kept. Safe for use by several processes. */
public interface Troubles {

  /** Counts what is not seen. */
  Counted count(Optional<Instant> brokerAwaySince, Instant now);

  /** Opens an incident for what is wrong and has none, and closes those of what is over. */
  Written keep(Judged judged, Instant now);
}
