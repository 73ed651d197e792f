package io.vigie.probe.expect;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers so many, and forgets the least recently used first. Not thread-safe by itself, see
 * {@link #ofCapacity}.
 */
public final class LeastRecentlyUsed<K, V> extends LinkedHashMap<K, V> {

  private static final long serialVersionUID = 1L;

  private final int capacity;

  private LeastRecentlyUsed(int capacity) {
    super(16, 0.75f, true);
    this.capacity = capacity;
  }

  /** A thread-safe map that holds at most so many. */
  public static <K, V> Map<K, V> ofCapacity(int capacity) {
    return Collections.synchronizedMap(new LeastRecentlyUsed<>(capacity));
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
    return size() > capacity;
  }
}
