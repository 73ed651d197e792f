package io.vigie.scheduler.checklist;

import io.vigie.contract.check.Meaning;
import io.vigie.contract.check.Polarity;
import io.vigie.contract.check.Severity;
import io.vigie.scheduler.checklist.ItemForm.OwnerForm;
import java.util.Optional;

/** What an item means to the people who read it. */
record Meanings(ChecklistForm head, ItemForm form) {

  /** The group under which it is shown. */
  String category() {
    return form.category().orElse(Meaning.UNCATEGORISED);
  }

  /** The same for the services. */
  Meaning meaning() {
    return new Meaning(
        head.title().orElse(head.system().text()),
        form.title().orElse(form.id().text()),
        category(),
        severity(),
        owner().map(owner -> new Meaning.Owner(owner.team(), owner.contact())),
        form.why(),
        form.fix(),
        form.runbook(),
        form.source(),
        head.language().tag(),
        form.tags(),
        form.phase(),
        form.polarity().filter(polarity -> polarity != Polarity.REQUIRED),
        form.declared().map(DeclaredForm::declared),
        form.action(),
        form.deliverable());
  }

  /** Says what an urgent item should have and does not. */
  void warn(Written item) {
    if (severity() == Severity.P0 && owner().isEmpty()) {
      warn(item, "an item of severity P0 should have an owner, has none");
    }
    if (severity() == Severity.P0 && form.runbook().isEmpty() && form.fix().isEmpty()) {
      warn(item, "an item of severity P0 should have a runbook or fix, has none");
    }
  }

  private static void warn(Written item, String message) {
    item.findings().warning(item.mapping().at(), item.path(), message);
  }

  private Severity severity() {
    return form.severity().orElse(Severity.P1);
  }

  private Optional<OwnerForm> owner() {
    return form.owner().or(head::owner);
  }
}
