package io.vigie.probe.settings;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the one component that an author may write alone in place of the whole record: {@code http:
 * "https://…"} for {@code http: { url: "https://…" }}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface ShortForm {

  /** True for a record that is nothing but this value with its rules: it has no long form. */
  boolean only() default false;
}
