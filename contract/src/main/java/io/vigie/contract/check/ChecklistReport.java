package io.vigie.contract.check;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * What came of the newest reading of one checklist file. While it has errors, the {@code items} of
 * its last good version go on being watched.
 *
 * @param file the path below the folder of checklists
 * @param loadedAt when the file was read
 * @param items how many items of the file are being watched
 */
public record ChecklistReport(String file, Instant loadedAt, int items, List<Problem> problems) {

  public ChecklistReport {
    problems = List.copyOf(problems);
  }

  /** True when the file as it lies there is not what is being watched. */
  public boolean isBroken() {
    return problems.stream().anyMatch(problem -> problem.gravity() == Gravity.ERROR);
  }

  /**
   * Something an author must see. Lines and columns count from 1 and are 0 where the whole file is
   * meant; the path, such as {@code items[3].every}, is empty there too.
   */
  public record Problem(Gravity gravity, int line, int column, String path, String message) {}

  /** Whether a problem keeps a file from being used. */
  public enum Gravity {
    ERROR,
    WARNING;

    @JsonValue
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static Gravity ofWord(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }
}
