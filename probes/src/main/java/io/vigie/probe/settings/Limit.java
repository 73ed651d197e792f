package io.vigie.probe.settings;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What the constructor of a settings record demands of a component, for the schema. The constructor
 * is what refuses; this lets an editor say so earlier.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Limit {

  /** What the whole of a text must match; empty for any text. */
  String pattern() default "";

  /** The least that a number may be. */
  long least() default Long.MIN_VALUE;

  /** The most that a number may be. */
  long most() default Long.MAX_VALUE;
}
