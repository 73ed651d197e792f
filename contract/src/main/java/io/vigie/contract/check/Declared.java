package io.vigie.contract.check;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;

/**
 * What the document said of an item, kept beside what is observed.
 *
 * @param words how the document put it, such as {@code 8/10}
 */
public record Declared(Status status, Optional<LocalDate> on, Optional<String> words) {

  /** Whether the document held it to be done. */
  public enum Status {
    DONE,
    OPEN;

    @JsonValue
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static Status ofWord(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }
}
