package io.vigie.probe.settings;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a setting may look like. One description for the two that walk it: the reader, and whoever
 * generates a schema or documentation.
 */
public sealed interface Shape {

  /** What is required, as an author would say it: the end of "must be …". */
  String required();

  /** Any text. */
  record Text() implements Shape {
    @Override
    public String required() {
      return "text";
    }
  }

  /** A whole number within the bounds of its Java type. */
  record Whole(long least, long most) implements Shape {
    @Override
    public String required() {
      return "a whole number";
    }
  }

  record Decimal() implements Shape {
    @Override
    public String required() {
      return "a number";
    }
  }

  record Truth() implements Shape {
    @Override
    public String required() {
      return "true or false";
    }
  }

  record Span() implements Shape {
    @Override
    public String required() {
      return "a duration such as 250ms, 10s, 5m, 1h30m or 7d";
    }
  }

  record Amount() implements Shape {
    @Override
    public String required() {
      return "a size such as 64 KiB, 10 MB, 100 MiB or a whole number of bytes";
    }
  }

  record Address() implements Shape {
    @Override
    public String required() {
      return "a URI";
    }
  }

  /** One of the words of an enum, each with its constant. */
  record Word(Map<String, Enum<?>> words) implements Shape {
    public Word {
      words = Collections.unmodifiableMap(new LinkedHashMap<>(words));
    }

    @Override
    public String required() {
      return "one of " + String.join(", ", words.keySet());
    }
  }

  /** Anything, kept with its places. */
  record AnyNode() implements Shape {
    @Override
    public String required() {
      return "a value";
    }
  }

  /** One value that is neither a list nor a mapping, kept with its place. */
  record AnyScalar() implements Shape {
    @Override
    public String required() {
      return "a single value";
    }
  }

  /** Anything, as JSON. */
  record Json() implements Shape {
    @Override
    public String required() {
      return "a value";
    }
  }

  record ListOf(Shape item) implements Shape {
    @Override
    public String required() {
      return "a list";
    }
  }

  /** One, or a list with at least one; read as {@link io.vigie.probe.settings.OneOrMore}. */
  record OneOrMoreOf(Shape item) implements Shape {
    @Override
    public String required() {
      return item.required() + ", or a list of at least one";
    }
  }

  record MapOf(Shape value) implements Shape {
    @Override
    public String required() {
      return "a mapping";
    }
  }

  /** A record; described by name, so that a record may contain itself. */
  record Nested(Class<? extends Record> type) implements Shape {
    @Override
    public String required() {
      RecordModel model = RecordModel.of(type);
      String orLong = model.hasLongForm() ? " or a mapping" : "";
      return model.shortForm().map(alone -> alone.shape().required() + orLong).orElse("a mapping");
    }
  }

  /** The shape of a Java type; refuses what settings cannot be made of. */
  static Shape of(Type type) {
    return switch (type) {
      case ParameterizedType generic when generic.getRawType() == List.class ->
          new ListOf(of(generic.getActualTypeArguments()[0]));
      case ParameterizedType generic when generic.getRawType() == OneOrMore.class ->
          new OneOrMoreOf(of(generic.getActualTypeArguments()[0]));
      case ParameterizedType generic when isMapByText(generic) ->
          new MapOf(of(generic.getActualTypeArguments()[1]));
      case Class<?> plain when plain.isEnum() -> new Word(wordsOf(plain));
      case Class<?> plain
          when plain.isRecord() && plain != Node.Scalar.class && plain != Size.class ->
          new Nested(plain.asSubclass(Record.class));
      case Class<?> plain -> ofPlain(plain);
      default -> throw unsupported(type);
    };
  }

  private static Shape ofPlain(Class<?> type) {
    if (type == String.class) {
      return new Text();
    } else if (type == int.class || type == Integer.class) {
      return new Whole(Integer.MIN_VALUE, Integer.MAX_VALUE);
    } else if (type == long.class || type == Long.class) {
      return new Whole(Long.MIN_VALUE, Long.MAX_VALUE);
    } else if (type == double.class || type == Double.class) {
      return new Decimal();
    } else if (type == boolean.class || type == Boolean.class) {
      return new Truth();
    } else if (type == Duration.class) {
      return new Span();
    } else if (type == Size.class) {
      return new Amount();
    } else if (type == URI.class) {
      return new Address();
    } else if (type == Node.class) {
      return new AnyNode();
    } else if (type == Node.Scalar.class) {
      return new AnyScalar();
    } else if (type == JsonNode.class) {
      return new Json();
    }
    throw unsupported(type);
  }

  private static boolean isMapByText(ParameterizedType generic) {
    return generic.getRawType() == Map.class && generic.getActualTypeArguments()[0] == String.class;
  }

  private static Map<String, Enum<?>> wordsOf(Class<?> type) {
    Map<String, Enum<?>> words = new LinkedHashMap<>();
    for (Object constant : type.getEnumConstants()) {
      words.put(wordOf(type, constant), (Enum<?>) constant);
    }
    return words;
  }

  /** What its {@link JsonValue} method says, or the name in lower case with dashes. */
  private static String wordOf(Class<?> type, Object constant) {
    return Arrays.stream(type.getMethods())
        .filter(method -> method.isAnnotationPresent(JsonValue.class))
        .findFirst()
        .map(method -> invoked(method, constant))
        .orElseGet(() -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }

  private static String invoked(Method method, Object constant) {
    try {
      method.setAccessible(true);
      return String.valueOf(method.invoke(constant));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(method + ": must be callable", e);
    }
  }

  private static IllegalArgumentException unsupported(Type type) {
    return new IllegalArgumentException("settings: no setting can be of type " + type);
  }
}
