package io.vigie.scheduler.dispatch;

import io.vigie.contract.check.Check;
import io.vigie.contract.check.ChecklistReport;
import io.vigie.contract.check.ItemId;

/** One message that makes the published log equal to the checklists. */
public sealed interface Change {

  /** An item is new or differs from what is published. */
  record PutCheck(Check check) implements Change {}

  /** An item is in no checklist any more. */
  record RemoveCheck(ItemId item) implements Change {}

  /** There is something new to say of a file. */
  record PutReport(ChecklistReport report) implements Change {}

  /** A file is gone. */
  record RemoveReport(String file) implements Change {}
}
