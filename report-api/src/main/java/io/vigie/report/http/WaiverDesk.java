package io.vigie.report.http;

import io.vigie.contract.alert.Waiver;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.command.Command;
import io.vigie.contract.state.ItemStatus;
import io.vigie.report.record.Archive;
import io.vigie.report.record.WatchedItem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/** Takes waivers, from programs and from pages alike. */
@ApplicationScoped
public class WaiverDesk {

  private static final int LONGEST_REASON = 500;

  private final Archive archive;
  private final Commanding commanding;
  private final InstantSource clock;

  @Inject
  WaiverDesk(Archive archive, Commanding commanding, InstantSource clock) {
    this.archive = archive;
    this.commanding = commanding;
    this.clock = clock;
  }

  /** Somebody accepts that an item fails; a new waiver takes the place of an older one. */
  public Command waive(ItemId item, WaiverRequest asked) {
    String by = Commanding.requireName(asked.by());
    String reason = SilenceDesk.requireReason(asked.reason(), LONGEST_REASON);
    Instant until = Ends.of(asked.until(), asked.length(), Waiver.LONGEST, clock.instant());
    Check check = archive.definition(item).orElseThrow(() -> Asked.absent(item));
    check
        .notApplicable()
        .ifPresent(
            why -> {
              throw ProblemException.conflict("item: must apply to be waived, does not: " + why);
            });
    return send(item, by, new Command.Waive(item, reason, until));
  }

  /** What was accepted is accepted no more. */
  public Command end(ItemId item, Optional<String> by) {
    String name = Commanding.requireName(by);
    WatchedItem watched = archive.item(item).orElseThrow(() -> Asked.absent(item));
    if (watched.status().flatMap(ItemStatus::waiver).isEmpty()) {
      throw ProblemException.conflict("item: must be waived to end that, " + item + " is not");
    }
    return send(item, name, new Command.EndWaiver(item));
  }

  private Command send(ItemId item, String by, Command.Order order) {
    return commanding.send(UUID.randomUUID(), "waivers of " + item, Optional.of(by), order);
  }
}
