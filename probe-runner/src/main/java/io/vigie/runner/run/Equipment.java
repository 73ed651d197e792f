package io.vigie.runner.run;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a runner lends to those kinds that need more than the network: each thing under the type
 * that its kind asks for. Immutable.
 */
public final class Equipment {

  public static final Equipment NONE = new Equipment(Map.of());

  private final Map<Class<?>, Object> things;

  private Equipment(Map<Class<?>, Object> things) {
    this.things = Map.copyOf(things);
  }

  /** This and one thing more. */
  public <T> Equipment with(Class<T> type, T thing) {
    Map<Class<?>, Object> more = new HashMap<>(things);
    more.put(type, thing);
    return new Equipment(more);
  }

  public <T> Optional<T> get(Class<T> type) {
    return Optional.ofNullable(type.cast(things.get(type)));
  }
}
