package io.vigie.alert.incident;

import io.vigie.alert.incident.Ledger.Written;
import io.vigie.contract.command.Command;
import java.time.Instant;
import java.util.Optional;

/**
 * What people ask for. A command is taken once, however often it comes: that it was taken, and what
 * came of it, is written together.
 */
public interface Orders {

  /** Does what is asked for; one that is no business of ours, or was taken before, does nothing. */
  Taken take(Command command, Instant now);

  /**
   * What came of it.
   *
   * @param refused why it was not done
   */
  record Taken(Written written, Optional<String> refused) {

    /** It was done. */
    public static Taken done(Written written) {
      return new Taken(written, Optional.empty());
    }

    /** It was not done. */
    public static Taken refused(String why) {
      return new Taken(new Written(0, 0, 0), Optional.of(why));
    }
  }
}
