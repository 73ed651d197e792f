package io.vigie.report.record;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;

/**
 * What remains of a batch of keyed messages: for each key the message that counts, or its removal.
 *
 * @param present what is to be kept
 * @param removed what a tombstone took away, before anything in {@code present} came
 */
public record Latest<K, T>(List<T> present, List<K> removed) {

  /** A message with its key, or its tombstone. */
  public record Keyed<K, T>(K key, Optional<T> message) {}

  public Latest {
    present = List.copyOf(present);
    removed = List.copyOf(removed);
  }

  /**
   * Folds a batch in its order. Of two messages with one key, {@code newer} chooses; a tombstone
   * forgets what came before it.
   */
  public static <K, T> Latest<K, T> of(List<Keyed<K, T>> batch, BinaryOperator<T> newer) {
    Map<K, T> present = new LinkedHashMap<>();
    Set<K> removed = new LinkedHashSet<>();
    for (Keyed<K, T> keyed : batch) {
      if (keyed.message().isPresent()) {
        present.merge(keyed.key(), keyed.message().get(), newer);
      } else {
        present.remove(keyed.key());
        removed.add(keyed.key());
      }
    }
    return new Latest<>(List.copyOf(present.values()), List.copyOf(removed));
  }
}
