package io.vigie.report.record;

import io.vigie.contract.check.Check;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.Meaning;
import io.vigie.contract.check.Severity;
import io.vigie.contract.state.ItemStatus;
import java.util.Optional;

/** What must be known of an item to judge and list it. */
public record WatchedItem(Check check, Optional<ItemStatus> status, Optional<Pulse> pulse) {

  public ItemId item() {
    return check.item();
  }

  public String systemTitle() {
    return meaning().systemTitle();
  }

  public String title() {
    return meaning().title();
  }

  public String category() {
    return meaning().category();
  }

  public Severity severity() {
    return meaning().severity();
  }

  /** How many results its state is decided by. */
  public int decidedBy() {
    return check.thresholds().of();
  }

  private Meaning meaning() {
    return check.meaning();
  }
}
