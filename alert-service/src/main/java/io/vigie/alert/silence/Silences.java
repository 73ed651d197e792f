package io.vigie.alert.silence;

import io.vigie.contract.alert.Silence;
import io.vigie.contract.check.Check;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The silences that are known to this process. Read by any thread, replaced as a whole. */
public final class Silences {

  private volatile List<Silence> known = List.of();

  /** From now on these. */
  public void know(Collection<Silence> silences) {
    known = List.copyOf(silences);
  }

  /** Those that keep somebody from being told at {@code now}. */
  public List<Silence> active(Instant now) {
    return known.stream().filter(silence -> silence.isActive(now)).toList();
  }

  /** Of those that keep {@code check} from being told of, the one that ends last. */
  public Optional<Silence> covering(Check check, Instant now) {
    return known.stream()
        .filter(silence -> silence.covers(check, now))
        .max(Comparator.comparing(Silence::end));
  }
}
