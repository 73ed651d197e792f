package io.vigie.report.record;

import io.vigie.contract.check.ItemId;
import java.util.Locale;
import java.util.Optional;

/**
 * Something that a reader may want to look at again. The version is that of the state, incident or
 * notification, and 0 where there is none.
 */
public record Change(Kind kind, Optional<ItemId> item, long version) {

  /** What changed. */
  public enum Kind {
    CHECK,
    RESULT,
    STATE,
    INCIDENT,
    CHECKLIST,
    SILENCE,
    /** Changes may have been missed: look at everything again. */
    ALL;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Tells readers that changes may have been missed. */
  public static final Change ALL = new Change(Kind.ALL, Optional.empty(), 0);

  public static Change of(Kind kind, ItemId item, long version) {
    return new Change(kind, Optional.of(item), version);
  }

  public static Change silence() {
    return new Change(Kind.SILENCE, Optional.empty(), 0);
  }

  public static Change checklist() {
    return new Change(Kind.CHECKLIST, Optional.empty(), 0);
  }
}
