package io.vigie.contract.due;

import io.vigie.contract.check.ItemId;
import java.time.Duration;

/**
 * Spreads items by their names: the same item keeps its place across restarts. Places are on a
 * grid, so that items of many that fall due within the same moment wake a runner once and not each
 * for itself.
 */
final class Spread {

  private static final long GRID_MS = 10;

  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private Spread() {}

  static Duration of(ItemId item, Duration interval) {
    long place = Math.floorMod(hash(item.toString()), interval.toMillis());
    return Duration.ofMillis(place - place % GRID_MS);
  }

  /** FNV-1a, then mixed so that names that differ in one digit lie far apart. */
  private static long hash(String text) {
    long hash = FNV_OFFSET;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * FNV_PRIME;
    }
    hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
    hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return hash ^ (hash >>> 33);
  }
}
