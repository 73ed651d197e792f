package io.vigie.probe.settings;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigie.probe.settings.Node.Mapping;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Reads settings into a record, strictly: a key that the record does not have is refused with the
 * nearest that it has, every problem is reported and not only the first. Thread-safe.
 */
public final class SettingsReader<R extends Record> {

  private final RecordModel model;
  private final Class<R> type;
  private final Set<String> readElsewhere;

  private SettingsReader(Class<R> type, Set<String> readElsewhere) {
    this.model = RecordModel.of(type);
    this.type = type;
    this.readElsewhere = Set.copyOf(readElsewhere);
  }

  public static <R extends Record> SettingsReader<R> of(Class<R> type) {
    return new SettingsReader<>(type, Set.of());
  }

  /** This reader, leaving further keys of the same mapping to somebody else. */
  public SettingsReader<R> besides(Set<String> keys) {
    return new SettingsReader<>(type, keys);
  }

  /**
   * Reads what an author wrote.
   *
   * @param path where the node is, such as {@code items[3].http}; empty for a whole document
   * @param problems is given each problem; when it is given none, there is a value
   */
  public Optional<R> read(Node node, String path, Consumer<Problem> problems) {
    List<Problem> found = new ArrayList<>();
    Object value = new ShapeReader(found::add).record(model, readElsewhere, node, path);
    found.forEach(problems);
    return found.isEmpty() ? Optional.of(type.cast(value)) : Optional.empty();
  }

  /** Reads settings that were already accepted once, such as those of a job. */
  public R read(JsonNode json) {
    List<Problem> problems = new ArrayList<>();
    return read(JsonNodes.toNode(json), "", problems::add)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    problems.stream().map(Problem::text).collect(Collectors.joining("; "))));
  }

  /** The node in its long form, in which it travels. */
  public Mapping expanded(Node node) {
    return switch (node) {
      case Mapping mapping -> mapping;
      case Node alone when model.mayStandAlone(alone) -> alone(alone);
      default ->
          throw new IllegalArgumentException("settings: must be " + required() + ", was " + node);
    };
  }

  /** All keys that are known in the mapping, for naming the nearest one. */
  public Set<String> keys() {
    Set<String> keys = new HashSet<>(model.keys());
    keys.addAll(readElsewhere);
    return keys;
  }

  private String required() {
    return new Shape.Nested(type).required();
  }

  private Mapping alone(Node node) {
    String key = model.shortForm().orElseThrow().key();
    return new Mapping(Map.of(key, new Mapping.Entry(node.at(), node)), node.at());
  }
}
