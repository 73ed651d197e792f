package io.vigie.probe.settings;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Describes a component of a settings record. A component without a default is required, unless its
 * type is an {@link java.util.Optional}, a list or a map, which are empty when absent.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Setting {

  /** What it means, in one sentence: for the schema and the documentation. */
  String value();

  /**
   * The value when absent, in the form in which an author would write it. For an {@link
   * java.util.Optional} it tells the reader of the documentation what whoever takes the settings
   * makes of its absence.
   */
  String byDefault() default "";
}
