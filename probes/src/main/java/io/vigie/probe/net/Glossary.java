package io.vigie.probe.net;

import static dev.cel.common.types.SimpleType.DURATION;
import static dev.cel.common.types.SimpleType.STRING;
import static dev.cel.common.types.SimpleType.TIMESTAMP;

import com.google.common.collect.ImmutableMap;
import dev.cel.common.types.CelType;
import dev.cel.common.types.StructType;
import io.vigie.probe.expect.Vocabulary;
import io.vigie.probe.expect.Vocabulary.Word;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Collects the words of a kind, with those that every kind of this sort has. */
public final class Glossary {

  private final Map<String, Word> words = new LinkedHashMap<>();

  /** Adds a word. */
  public Glossary add(String name, CelType type, String meaning) {
    words.put(name, new Word(type, meaning));
    return this;
  }

  /**
   * Ends with when, how long, and how long each stage took; {@link Attempt#times} has the facts.
   */
  public Vocabulary vocabulary(List<Stage> stages) {
    add(Vocabulary.NOW, TIMESTAMP, "When the probe looked, by the runner's clock.");
    add("duration", DURATION, "How long all of it took.");
    stages.forEach(
        stage -> add("phases." + stage.word(), DURATION, "How long " + stage.doing() + " took."));
    return new Vocabulary(words);
  }

  /** The words so far. */
  public Map<String, Word> words() {
    return Map.copyOf(words);
  }

  /** Adds the address that answered; {@link Attempt#remote} has the facts. */
  public Glossary remote() {
    return add("remoteAddress", STRING, "The address and port that answered.")
        .add("remoteIp", STRING, "The address that answered, without the port.");
  }

  /** A type with fields, for words that are lists of things. */
  public static StructType record(String name, Map<String, CelType> fields) {
    ImmutableMap<String, CelType> types = ImmutableMap.copyOf(fields);
    return StructType.create(name, types.keySet(), field -> Optional.ofNullable(types.get(field)));
  }
}
