package io.vigie.alert.notify.story;

import io.vigie.contract.alert.Acknowledgement;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.Meaning;
import io.vigie.contract.check.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a story is about, in fields. The texts among them come from a checklist and are data, as
 * those of the story are.
 *
 * @param declared how bad the checklist calls it; unlike that of the incident it never changes
 */
public record About(
    ItemId item,
    String systemTitle,
    String category,
    Severity declared,
    Optional<String> team,
    List<String> tags,
    Instant firstFailedAt,
    Optional<Instant> resolvedAt,
    Optional<Acknowledgement> acknowledged) {

  public About {
    tags = List.copyOf(tags);
  }

  static About of(Matter matter) {
    Meaning meaning = matter.meaning();
    return new About(
        matter.item(),
        meaning.systemTitle(),
        meaning.category(),
        meaning.severity(),
        meaning.owner().map(Meaning.Owner::team),
        meaning.tags(),
        matter.incident().firstFailedAt(),
        matter.incident().resolvedAt().filter(_ -> matter.isOver()),
        matter.incident().acknowledged());
  }
}
