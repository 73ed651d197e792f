package io.vigie.probe.settings;

import io.vigie.probe.settings.Node.Mapping;
import io.vigie.probe.settings.Node.Scalar;
import io.vigie.probe.settings.Node.Sequence;
import io.vigie.probe.settings.RecordModel.Field;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Walks nodes and shapes side by side. A value that cannot be read is {@code null}. */
final class ShapeReader {

  private final Consumer<Problem> problems;

  ShapeReader(Consumer<Problem> problems) {
    this.problems = problems;
  }

  Object read(Shape shape, Node node, String path) {
    return switch (shape) {
      case Shape.AnyNode _ -> node;
      case Shape.Json _ -> JsonNodes.toJson(node);
      case Shape.ListOf(Shape item) when node instanceof Sequence list -> list(item, list, path);
      case Shape.OneOrMoreOf(Shape item) -> oneOrMore(item, node, path);
      case Shape.MapOf(Shape value) when node instanceof Mapping map -> map(value, map, path);
      case Shape.Nested(var type) -> record(RecordModel.of(type), Set.of(), node, path);
      default ->
          node instanceof Scalar scalar ? scalar(shape, scalar, path) : refuse(shape, node, path);
    };
  }

  /** A record from a mapping, or from the scalar that stands for it. */
  Object record(RecordModel model, Set<String> readElsewhere, Node node, String path) {
    if (node instanceof Mapping mapping && model.hasLongForm()) {
      return new RecordReading(model, mapping, path).value(readElsewhere);
    }
    if (model.mayStandAlone(node)) {
      return new RecordReading(model, node, path).value(readElsewhere);
    }
    return refuse(new Shape.Nested(model.type()), node, path);
  }

  private Object scalar(Shape shape, Scalar scalar, String path) {
    return switch (shape) {
      case Shape.AnyScalar _ when scalar.value() != null -> scalar;
      case Shape.Text _ when scalar.value() instanceof String text -> text;
      case Shape.Truth _ when scalar.value() instanceof Boolean truth -> truth;
      case Shape.Decimal _ when scalar.value() instanceof Number number -> number.doubleValue();
      case Shape.Whole whole when scalar.value() instanceof Long number ->
          whole(whole, number, scalar, path);
      case Shape.Span _ when scalar.value() instanceof String text ->
          DurationText.parse(text).<Object>map(d -> d).orElseGet(() -> refuse(shape, scalar, path));
      case Shape.Amount _ when scalar.value() instanceof Long number && number >= 0 ->
          new Size(number);
      case Shape.Amount _ when scalar.value() instanceof String text ->
          Size.parse(text).<Object>map(s -> s).orElseGet(() -> refuse(shape, scalar, path));
      case Shape.Address _ when scalar.value() instanceof String text ->
          address(text, scalar, path);
      case Shape.Word(var words) when scalar.value() instanceof String text ->
          word(words, text, scalar, path);
      default -> refuse(shape, scalar, path);
    };
  }

  private List<Object> list(Shape item, Sequence list, String path) {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < list.items().size(); i++) {
      values.add(read(item, list.items().get(i), path + "[" + i + "]"));
    }
    return values.contains(null) ? null : Collections.unmodifiableList(values);
  }

  private OneOrMore<Object> oneOrMore(Shape item, Node node, String path) {
    if (node instanceof Sequence list) {
      List<Object> values = list(item, list, path);
      if (list.items().isEmpty()) {
        problem(node, path, "must be a list of at least one, was empty");
        return null;
      }
      return values == null ? null : new OneOrMore<>(values);
    }
    Object value = read(item, node, path);
    return value == null ? null : new OneOrMore<>(List.of(value));
  }

  private Map<String, Object> map(Shape shape, Mapping map, String path) {
    Map<String, Object> values = new LinkedHashMap<>();
    map.entries()
        .forEach((key, entry) -> values.put(key, read(shape, entry.value(), below(path, key))));
    return values.containsValue(null) ? null : Collections.unmodifiableMap(values);
  }

  private Object whole(Shape.Whole whole, long number, Scalar scalar, String path) {
    if (number < whole.least() || number > whole.most()) {
      return problem(
          scalar, path, "must be " + whole.least() + " to " + whole.most() + ", was " + number);
    }
    return whole.most() == Integer.MAX_VALUE ? (Object) (int) number : (Object) number;
  }

  private Object address(String text, Scalar scalar, String path) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      return problem(
          scalar, path, "must be a URI, was " + Found.quoted(text) + " (" + e.getReason() + ")");
    }
  }

  private Object word(Map<String, Enum<?>> words, String text, Scalar scalar, String path) {
    Enum<?> constant = words.get(text);
    if (constant != null) {
      return constant;
    }
    String nearest =
        NearestWord.to(text, words.keySet()).map(word -> "; nearest: \"" + word + "\"").orElse("");
    return problem(
        scalar,
        path,
        "must be " + new Shape.Word(words).required() + ", was " + Found.quoted(text) + nearest);
  }

  private Object refuse(Shape shape, Node node, String path) {
    return problem(node, path, "must be " + shape.required() + ", was " + Found.in(shape, node));
  }

  private Object problem(Node node, String path, String message) {
    problems.accept(new Problem(node.at(), path, message));
    return null;
  }

  static String below(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  /** The reading of one record from one node. */
  private final class RecordReading {

    private final RecordModel model;
    private final Node node;
    private final String path;
    private final Set<String> sound = new HashSet<>();
    private boolean complete = true;

    RecordReading(RecordModel model, Node node, String path) {
      this.model = model;
      this.node = node;
      this.path = path;
    }

    Object value(Set<String> readElsewhere) {
      refuseUnknown(readElsewhere);
      Object[] values = new Object[model.fields().size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = component(model.fields().get(i));
      }
      return complete ? constructed(values) : null;
    }

    private void refuseUnknown(Set<String> readElsewhere) {
      if (!(node instanceof Mapping mapping)) {
        return;
      }
      Set<String> known = new TreeSet<>(model.keys());
      known.addAll(readElsewhere);
      mapping
          .entries()
          .forEach(
              (key, entry) -> {
                if (!known.contains(key)) {
                  String hint = NearestWord.hint("key", key, known);
                  problems.accept(
                      new Problem(entry.keyAt(), below(path, key), "unknown key, " + hint));
                }
              });
    }

    private Object component(Field field) {
      Optional<Node> written = written(field.key());
      Object value =
          written.map(given -> read(field.shape(), given, pathOf(field.key()))).orElse(null);
      if (value != null) {
        sound.add(field.key());
        return field.presence() == RecordModel.Presence.OPTIONAL ? Optional.of(value) : value;
      }
      return absent(field, written.isPresent());
    }

    /**
     * What stands for a setting that is absent; also for one that is wrong, so that the record's
     * own rules still find what else is wrong.
     */
    private Object absent(Field field, boolean wrong) {
      return switch (field.presence()) {
        case OPTIONAL -> Optional.empty();
        case EMPTY -> field.shape() instanceof Shape.ListOf ? List.of() : Map.of();
        case DEFAULTED -> byDefault(field);
        case REQUIRED -> {
          complete = false;
          if (!wrong) {
            problem(
                node,
                pathOf(field.key()),
                "required: must be " + field.shape().required() + ", was absent");
          }
          yield null;
        }
      };
    }

    private Object byDefault(Field field) {
      String text = field.byDefault().orElseThrow();
      Object value =
          new ShapeReader(ShapeReader::refuseDefault)
              .read(field.shape(), Defaults.node(field.shape(), text), field.key());
      return value;
    }

    private Object constructed(Object[] values) {
      try {
        return model.construct(values);
      } catch (InvalidSetting invalid) {
        reportInvalid(invalid);
      } catch (IllegalArgumentException invalid) {
        reportInvalid(invalid);
      }
      return null;
    }

    /** A rule that failed on a stand-in for a wrong value says nothing new. */
    private void reportInvalid(InvalidSetting invalid) {
      Optional<Node> written = written(invalid.component());
      if (written.isPresent() && !sound.contains(invalid.component())) {
        return;
      }
      problem(written.orElse(node), pathOf(invalid.component()), invalid.requiredAndFound());
    }

    /** The same for a rule about several components, which could mean any of them. */
    private void reportInvalid(IllegalArgumentException invalid) {
      if (model.keys().stream().allMatch(key -> written(key).isEmpty() || sound.contains(key))) {
        problem(node, path, invalid.getMessage());
      }
    }

    private Optional<Node> written(String key) {
      if (node instanceof Mapping mapping) {
        return Optional.ofNullable(mapping.entries().get(key)).map(Mapping.Entry::value);
      }
      return isAlone(key) ? Optional.of(node) : Optional.empty();
    }

    private String pathOf(String key) {
      return isAlone(key) ? path : below(path, key);
    }

    private boolean isAlone(String key) {
      return !(node instanceof Mapping)
          && model.shortForm().filter(field -> field.key().equals(key)).isPresent();
    }
  }

  private static void refuseDefault(Problem problem) {
    throw new IllegalStateException("default of setting " + problem.text());
  }
}
