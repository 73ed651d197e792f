package io.vigie.probe.expect;

import dev.cel.common.types.CelType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What the expectations of one kind may speak of: the names with their CEL types and what they
 * mean. Immutable and thread-safe. Held once per kind: what compiling prepares is kept with it.
 */
public final class Vocabulary {

  /** The word for the instant at which the probe looked; {@code age} and the like count from it. */
  public static final String NOW = "now";

  private final Map<String, Word> words;
  private final Dialect dialect;

  public Vocabulary(Map<String, Word> words) {
    this.words = Collections.unmodifiableMap(new LinkedHashMap<>(words));
    this.dialect = new Dialect(this.words);
  }

  /** One name: its type, and its meaning in one sentence for the documentation. */
  public record Word(CelType type, String meaning) {}

  /** The words in the order in which they are documented. */
  public Map<String, Word> words() {
    return words;
  }

  /** The fields of all records that words are made of. */
  Set<String> fields() {
    return RecordTypes.of(words.values()).fields();
  }

  Dialect dialect() {
    return dialect;
  }
}
