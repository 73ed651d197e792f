package io.vigie.runtime.health;

import java.util.Map;
import java.util.Set;

/** Who knows how far consumers have come. */
interface Standings {

  /** The standing of each consumer of which it can be said; the others are left out. */
  Map<Watched, Standing> of(Set<Watched> consumers);
}
