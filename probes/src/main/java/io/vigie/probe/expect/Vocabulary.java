package io.vigie.probe.expect;

import dev.cel.common.types.CelType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the expectations of one kind may speak of: the names with their CEL types and what they
 * mean.
 */
public record Vocabulary(Map<String, Word> words) {

  public Vocabulary {
    words = Collections.unmodifiableMap(new LinkedHashMap<>(words));
  }

  /** One name: its type, and its meaning in one sentence for the documentation. */
  public record Word(CelType type, String meaning) {}
}
