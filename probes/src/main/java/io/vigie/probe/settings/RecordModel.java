package io.vigie.probe.settings;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A settings record as its reader and its schema see it: the fields in their order. */
public record RecordModel(
    Class<? extends Record> type,
    List<Field> fields,
    Optional<Field> shortForm,
    boolean hasLongForm) {

  private static final ClassValue<RecordModel> MODELS =
      new ClassValue<>() {
        @Override
        protected RecordModel computeValue(Class<?> type) {
          return describe(type.asSubclass(Record.class));
        }
      };

  public RecordModel {
    fields = List.copyOf(fields);
  }

  /**
   * One setting.
   *
   * @param meaning one sentence, or empty where the record gives none
   * @param byDefault what an author would write to get the value of an absent setting
   * @param limit what the record demands of it beyond its shape
   */
  public record Field(
      String key,
      Shape shape,
      Presence presence,
      String meaning,
      Optional<String> byDefault,
      Optional<Limit> limit) {}

  /** What the absence of a setting means. */
  public enum Presence {
    /** It must be given. */
    REQUIRED,
    /** It has a default. */
    DEFAULTED,
    /** The component is an Optional. */
    OPTIONAL,
    /** The component is a list or a map, empty when absent. */
    EMPTY
  }

  /** The model of a record; made once. */
  public static RecordModel of(Class<? extends Record> type) {
    return MODELS.get(type);
  }

  /** The keys that an author may write. */
  public List<String> keys() {
    return fields.stream().map(Field::key).toList();
  }

  /** True for what an author may write alone in place of the whole record. */
  boolean mayStandAlone(Node node) {
    return switch (node) {
      case Node.Scalar(Object value, var _) -> value != null && shortForm.isPresent();
      case Node.Sequence _ ->
          shortForm.filter(field -> field.shape() instanceof Shape.OneOrMoreOf).isPresent();
      case Node.Mapping _ -> false;
    };
  }

  /** Calls the canonical constructor; what it throws comes out as it is. */
  Record construct(Object[] values) {
    try {
      return constructor().newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException refused) {
        throw refused;
      }
      throw new IllegalStateException(type.getName() + ": must be constructible", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type.getName() + ": must be constructible", e);
    }
  }

  private Constructor<? extends Record> constructor() throws ReflectiveOperationException {
    Class<?>[] parameters =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    Constructor<? extends Record> canonical = type.getDeclaredConstructor(parameters);
    canonical.setAccessible(true);
    return canonical;
  }

  private static RecordModel describe(Class<? extends Record> type) {
    RecordComponent[] components = type.getRecordComponents();
    List<Field> fields = Arrays.stream(components).map(RecordModel::field).toList();
    List<RecordComponent> alone =
        Arrays.stream(components).filter(c -> c.isAnnotationPresent(ShortForm.class)).toList();
    boolean only = alone.stream().anyMatch(c -> c.getAnnotation(ShortForm.class).only());
    if (alone.size() > 1 || (only && fields.size() > 1)) {
      throw new IllegalArgumentException(
          type.getName() + ": must have one short form, and no other component if it is the only");
    }
    Optional<Field> shortForm = alone.stream().map(RecordModel::field).findFirst();
    return new RecordModel(type, fields, shortForm, !only);
  }

  private static Field field(RecordComponent component) {
    Setting setting = component.getAnnotation(Setting.class);
    Optional<String> byDefault =
        Optional.ofNullable(setting).map(Setting::byDefault).filter(text -> !text.isEmpty());
    Type type = component.getGenericType();
    boolean optional =
        type instanceof ParameterizedType generic && generic.getRawType() == Optional.class;
    Type held = optional ? ((ParameterizedType) type).getActualTypeArguments()[0] : type;
    Shape shape = Shape.of(held);
    return new Field(
        key(component),
        shape,
        presence(optional, shape, byDefault.isPresent()),
        setting == null ? "" : setting.value(),
        byDefault,
        Optional.ofNullable(component.getAnnotation(Limit.class)));
  }

  /**
   * A key that is a word of Java, such as {@code for}, is a component with an underscore behind.
   */
  private static String key(RecordComponent component) {
    String name = component.getName();
    return name.endsWith("_") ? name.substring(0, name.length() - 1) : name;
  }

  private static Presence presence(boolean optional, Shape shape, boolean defaulted) {
    if (optional) {
      return Presence.OPTIONAL;
    } else if (defaulted) {
      return Presence.DEFAULTED;
    }
    return shape instanceof Shape.ListOf || shape instanceof Shape.MapOf
        ? Presence.EMPTY
        : Presence.REQUIRED;
  }
}
