package io.vigie.scheduler.plan;

import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.Schedule;
import java.time.Duration;
import java.time.Instant;

/**
 * The due times of an item. They lie on a grid that follows from the interval alone, shifted by a
 * phase that follows from the item's name: the same item keeps its phase across restarts, and many
 * items spread evenly over their interval.
 */
public final class DueTimes {

  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private DueTimes() {}

  /** The first due time after {@code after}. */
  public static Instant next(Schedule.Every every, ItemId item, Instant after) {
    long interval = every.interval().toMillis();
    long phase = phase(item, every.interval()).toMillis();
    long passed = Math.floorDiv(after.toEpochMilli() - phase, interval);
    return Instant.ofEpochMilli(phase + (passed + 1) * interval);
  }

  /** How many due times lie from {@code from} on and before {@code to}. */
  public static long count(Schedule.Every every, ItemId item, Instant from, Instant to) {
    Instant first = next(every, item, from.minusMillis(1));
    long interval = every.interval().toMillis();
    long span = to.toEpochMilli() - first.toEpochMilli();
    return span <= 0 ? 0 : (span + interval - 1) / interval;
  }

  /** How far into its interval an item is due; at least zero and less than the interval. */
  public static Duration phase(ItemId item, Duration interval) {
    return Duration.ofMillis(Math.floorMod(hash(item.toString()), interval.toMillis()));
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
