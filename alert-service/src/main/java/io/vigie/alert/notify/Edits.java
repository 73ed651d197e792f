package io.vigie.alert.notify;

import io.vigie.alert.incident.Posting;
import io.vigie.alert.incident.Posting.Telling;
import io.vigie.contract.alert.Incident;
import io.vigie.contract.alert.Members;
import io.vigie.contract.alert.Remark;
import java.util.Optional;

/**
 * What becomes of the change of a message on a channel that cannot change what it has said. Most
 * are left out; that an item recovered while others that are told with it still fail is told as a
 * reminder, once, because whoever sees the item pass would believe that all is over. Pure.
 */
final class Edits {

  /** Two messages of an incident never have the same name, and reminders count from 0. */
  private static final int AFTER_REMINDERS = 1_000;

  private Edits() {}

  /** As what {@code posting} is told on {@code notifier}; empty where it is left out. */
  static Optional<Posting> on(Notifier notifier, Posting posting) {
    if (notifier.tells(posting.telling())) {
      return Optional.of(posting);
    }
    return posting.telling() == Telling.UPDATED && isLeftToOthers(posting)
        ? Optional.of(posting.as(Telling.REMINDED, AFTER_REMINDERS + posting.ordinal()))
            .filter(one -> notifier.tells(one.telling()))
        : Optional.empty();
  }

  /** The recovery is what is to be told, and not something later. */
  private static boolean isLeftToOthers(Posting posting) {
    Incident incident = posting.incident();
    return !incident.isOpen()
        && incident.members().map(Members::open).filter(open -> open > 0).isPresent()
        && incident.history().stream()
            .filter(remark -> remark.kind() == Remark.Kind.RECOVERED)
            .reduce((_, later) -> later)
            .filter(recovered -> !posting.causedAt().isAfter(recovered.at()))
            .isPresent();
  }
}
