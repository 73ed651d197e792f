package io.vigie.probe.expect;

import java.util.function.Supplier;

/**
 * A fact that is worked out when an expectation asks for it, and then only once. Thread-safe; its
 * text form never shows the value.
 */
public final class Lazy {

  private final Supplier<Object> source;
  private volatile Object value;

  private Lazy(Supplier<Object> source) {
    this.source = source;
  }

  /** A fact from {@code source}, which may answer {@link Absent} but not null. */
  public static Lazy of(Supplier<Object> source) {
    return new Lazy(source);
  }

  /** The value. */
  public Object value() {
    Object known = value;
    if (known == null) {
      known = source.get();
      value = known;
    }
    return known;
  }

  @Override
  public String toString() {
    return "Lazy";
  }
}
