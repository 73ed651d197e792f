package io.vigie.probe.expect;

import java.util.List;
import java.util.Map;

/**
 * Compiled expectations for whoever judges the same checks again and again: bounded, the least
 * recently used leave first. Thread-safe; two threads may compile the same once each.
 */
public final class ExpectationCache {

  private final Map<Key, Expectations> compiled;

  private record Key(String kind, List<String> expressions) {}

  public ExpectationCache(int capacity) {
    this.compiled = LeastRecentlyUsed.ofCapacity(capacity);
  }

  /**
   * The expectations of a kind.
   *
   * @throws IllegalArgumentException with every problem, where they do not compile
   */
  public Expectations get(String kind, Vocabulary vocabulary, List<String> expressions) {
    Key key = new Key(kind, List.copyOf(expressions));
    Expectations known = compiled.get(key);
    if (known == null) {
      known = Expectations.compile(vocabulary, key.expressions()).orThrow();
      compiled.put(key, known);
    }
    return known;
  }

  /** How many are held. */
  public int size() {
    return compiled.size();
  }
}
