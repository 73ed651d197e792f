package io.vigie.alert.notify.story;

import io.vigie.contract.alert.Incident;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.Meaning;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a story is about, in fields. The texts among them come from a checklist and are data, as
 * those of the story are.
 */
public record About(
    ItemId item,
    String systemTitle,
    String category,
    Optional<String> team,
    List<String> tags,
    Optional<String> runbook,
    Instant firstFailedAt,
    Optional<Instant> resolvedAt) {

  public About {
    tags = List.copyOf(tags);
  }

  static About of(Incident incident, Meaning meaning) {
    return new About(
        incident.item(),
        meaning.systemTitle(),
        meaning.category(),
        meaning.owner().map(Meaning.Owner::team),
        meaning.tags(),
        meaning.runbook(),
        incident.firstFailedAt(),
        incident.resolvedAt());
  }
}
